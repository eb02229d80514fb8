/** The command line of `goshawk turbo run`, as far as it counts here. */
export interface TurboArguments {
  /** What goes to Turborepo, up to `--`. */
  readonly own: readonly string[];
  /** What it hands on to tasks. */
  readonly passed: readonly string[];
  /** Whether tasks run at all. */
  readonly runs: boolean;
}

export function readTurboArguments(argv: readonly string[]): TurboArguments {
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  const passed = end === -1 ? [] : argv.slice(end + 1);
  const runs = !own.some((word) => /^--(dry|dry-run|graph|help|version)(=|$)|^-h$/.test(word));
  return { own, passed, runs };
}
