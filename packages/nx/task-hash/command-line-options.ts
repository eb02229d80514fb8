import parse from 'yargs-parser';
import { DECIDING_OPTION_NAMES } from '../../commands';
import build from '../executors/go-build/schema.json';
import fmt from '../executors/go-fmt/schema.json';

/**
 * The executor options that an Nx command line hands to its tasks (`nx run app:go-build --goos=windows`), read as Nx reads
 * them: of a command line with `--`, only what follows it. Undefined when it has none that decides a build, or whether sources are changed.
 */
export function readDecidingOptions(argv: readonly string[]): Record<string, unknown> | undefined {
  const separator = argv.indexOf('--');
  const words = separator === -1 ? argv : argv.slice(separator + 1);
  const parsed = parse([...words], {
    configuration: { 'camel-case-expansion': false, 'dot-notation': true },
  });
  const given: Record<string, unknown> = {};
  for (const name of DECIDING_OPTION_NAMES) {
    // The later of the two wins in Nx as well (nx/src/utils/params.ts: convertToCamelCase).
    for (const [written, value] of Object.entries(parsed))
      if (toCamelCase(written) === name) given[name] = coerce(value, PROPERTIES[name]);
  }
  return Object.keys(given).length === 0 ? undefined : given;
}

/** What a schema says of an option's value. */
interface Property {
  readonly type?: string;
  readonly oneOf?: readonly Property[];
}

/** go-build has every option that decides a build, and other executors have them alike; `fix` means the same to all that have it. */
const PROPERTIES: Readonly<Record<string, Property | undefined>> = {
  ...build.properties,
  fix: fmt.properties.fix,
};

/** Words of a command line as the type of their option, as Nx reads them before an executor starts (nx/src/utils/params.ts: coerceType). */
function coerce(value: unknown, property: Property | undefined): unknown {
  if (typeof value !== 'string' || property === undefined) return value;
  if (property.oneOf !== undefined) {
    const coerced = property.oneOf.map((one) => coerce(value, one));
    return coerced.find((one) => one !== value) ?? value;
  }
  if (property.type === 'boolean' && /true|false/.test(value)) return value === 'true';
  return property.type === 'array' ? value.split(',') : value;
}

function toCamelCase(written: string): string {
  return written.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
