/** Options that every executor shares; names follow the go command. */
export interface SharedOptions {
  readonly goos?: string;
  readonly goarch?: string;
  readonly cgo?: boolean;
  readonly tags?: string | readonly string[];
  readonly ldflags?: string;
  readonly gcflags?: string;
  readonly asmflags?: string;
  readonly trimpath?: boolean;
  readonly race?: boolean;
  readonly msan?: boolean;
  readonly asan?: boolean;
  readonly cover?: boolean;
  readonly buildmode?: string;
  readonly pgo?: string;
  readonly overlay?: string;
  readonly mod?: string;
  /** Whether the go command stamps commit and dirty state into binaries. */
  readonly stamp?: boolean;
  /** Environment variables for the go command, over those of the task. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further flags for the go command, each one argument. */
  readonly flags?: readonly string[];
  readonly goBinary?: string;
  readonly cacheRoot?: string;
}

const SHARED: Readonly<Record<keyof SharedOptions, true>> = {
  goos: true,
  goarch: true,
  cgo: true,
  tags: true,
  ldflags: true,
  gcflags: true,
  asmflags: true,
  trimpath: true,
  race: true,
  msan: true,
  asan: true,
  cover: true,
  buildmode: true,
  pgo: true,
  overlay: true,
  mod: true,
  stamp: true,
  env: true,
  flags: true,
  goBinary: true,
  cacheRoot: true,
};

/** Names of all shared options; the compiler misses none. */
export const SHARED_OPTION_NAMES: readonly string[] = Object.keys(SHARED);

/**
 * Names of the options that settings, dimensions and task digests are made of: all shared ones, and
 * those that decide it for some executors.
 */
export const DECIDING_OPTION_NAMES: readonly string[] = [...SHARED_OPTION_NAMES, 'fix', 'config', 'binary'];

export interface BuildOptions extends SharedOptions {
  readonly packages?: string | readonly string[];
  /** Directory of the artifacts, relative to the workspace root. */
  readonly outputPath?: string;
}

export interface TestOptions extends SharedOptions {
  readonly packages?: string | readonly string[];
  readonly run?: string;
  readonly skip?: string;
  readonly count?: number;
  readonly timeout?: string;
  readonly short?: boolean;
  readonly verbose?: boolean;
  readonly parallel?: number;
  readonly cpu?: string | number | readonly number[];
  readonly failfast?: boolean;
  readonly shuffle?: string;
  readonly vet?: string;
  /** File for the cover profile, relative to the workspace root; implies cover. */
  readonly coverProfile?: string;
  /** Percent of statements that tests must cover; implies cover. */
  readonly coverageThreshold?: number;
  /** File for a JUnit report, relative to the workspace root. */
  readonly junitFile?: string;
  /** File for the events of the tests (`go test -json`), relative to the workspace root. */
  readonly jsonFile?: string;
  /** Directory for what the task records of a test run, relative to the workspace root. */
  readonly outputPath?: string;
  /** Arguments for the test binaries (`-args`). */
  readonly args?: readonly string[];
}

export interface VetOptions extends SharedOptions {
  readonly packages?: string | readonly string[];
}

export interface FmtOptions extends SharedOptions {
  readonly packages?: string | readonly string[];
  /** Writes the files instead of saying what is wrong with them. */
  readonly fix?: boolean;
  /** Simplifies code, too (`gofmt -s`). */
  readonly simplify?: boolean;
}

export interface TidyOptions extends SharedOptions {
  /** Changes go.mod and go.sum instead of saying what is wrong with them. */
  readonly fix?: boolean;
  /** Go version whose checksums are kept, too (`-compat`). */
  readonly compat?: string;
}

export interface GenerateOptions extends SharedOptions {
  readonly packages?: string | readonly string[];
  /** Only directives that match. */
  readonly run?: string;
  /** No directives that match. */
  readonly skip?: string;
}

export interface LintOptions extends SharedOptions {
  readonly packages?: string | readonly string[];
  /** Lets linters change files. */
  readonly fix?: boolean;
  /** Configuration, relative to the workspace root. */
  readonly config?: string;
  /** golangci-lint: a path, or a name on PATH. */
  readonly binary?: string;
  readonly args?: readonly string[];
}

export interface VulnOptions extends SharedOptions {
  readonly packages?: string | readonly string[];
  /** Looks at tests, too. */
  readonly test?: boolean;
  /** What else the text says. */
  readonly show?: string | readonly string[];
  /** File for the results, relative to the workspace root. */
  readonly sarifFile?: string;
  /** Vulnerability database: a URL, or a directory relative to the workspace root. */
  readonly db?: string;
  /** govulncheck: a path, or a name on PATH. */
  readonly binary?: string;
}

export interface RunOptions extends SharedOptions {
  readonly package?: string;
  readonly args?: readonly string[];
  /** Working directory of the program, relative to the workspace root. */
  readonly cwd?: string;
  readonly watch?: boolean;
}

/** An option that may be one string or several, as a list. */
export function listOf(value: string | number | readonly (string | number)[] | undefined): string[] {
  if (value === undefined) return [];
  return (typeof value === 'string' || typeof value === 'number' ? [value] : [...value]).map(String);
}
