import parse from 'yargs-parser';

/** Options that can change the dimension or the environment of a task. */
const DECIDING_OPTIONS = [
  'asan',
  'asmflags',
  'buildmode',
  'cacheRoot',
  'cgo',
  'cover',
  'env',
  'flags',
  'gcflags',
  'goBinary',
  'goarch',
  'goos',
  'ldflags',
  'mod',
  'msan',
  'overlay',
  'race',
  'tags',
  'trimpath',
] as const;

/**
 * The executor options that an Nx command line hands to its tasks (`nx run app:go-build --goos=windows`), read as Nx reads
 * them. Undefined when it has none that decides a build.
 */
export function readDecidingOptions(argv: readonly string[]): Record<string, unknown> | undefined {
  const parsed = parse([...argv], { configuration: { 'camel-case-expansion': false, 'dot-notation': true } });
  const forwarded: Record<string, unknown> = typeof parsed.args === 'string' ? parse(parsed.args) : {};
  const given: Record<string, unknown> = {};
  for (const name of DECIDING_OPTIONS) {
    const value: unknown = parsed[name] ?? forwarded[name];
    if (value !== undefined) given[name] = value;
  }
  return Object.keys(given).length === 0 ? undefined : given;
}
