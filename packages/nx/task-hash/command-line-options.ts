import parse from 'yargs-parser';
import { SHARED_OPTION_NAMES } from '../../commands';

/**
 * The executor options that an Nx command line hands to its tasks (`nx run app:go-build --goos=windows`), read as Nx reads
 * them: of a command line with `--`, only what follows it. Undefined when it has none that decides a build.
 */
export function readDecidingOptions(argv: readonly string[]): Record<string, unknown> | undefined {
  const separator = argv.indexOf('--');
  const words = separator === -1 ? argv : argv.slice(separator + 1);
  const parsed = parse([...words], {
    configuration: { 'camel-case-expansion': false, 'dot-notation': true },
  });
  const given: Record<string, unknown> = {};
  for (const name of SHARED_OPTION_NAMES) {
    // The later of the two wins in Nx as well (nx/src/utils/params.ts: convertToCamelCase).
    for (const [written, value] of Object.entries(parsed))
      if (toCamelCase(written) === name) given[name] = value;
  }
  return Object.keys(given).length === 0 ? undefined : given;
}

function toCamelCase(written: string): string {
  return written.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
