import { dirname, resolve } from 'node:path';
import { packageUnderTest } from '../package-blocks';

/**
 * Import paths of the packages that text of `go vet` speaks of: by the `# path` lines before it, and, since Go 1.26 prints
 * what it finds without them, by the directories of the files that it names.
 *
 * @param cwd directory in which the go command ran, to which it makes paths relative
 * @param byDirectory import paths by absolute directory
 */
export function packagesNamedIn(
  text: string,
  cwd: string,
  byDirectory: ReadonlyMap<string, string>,
): Set<string> {
  const named = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    const header = /^# \[?([^\s\]]+)( \[\S+\])?\]?$/.exec(line);
    if (header?.[1] !== undefined) {
      const name = packageUnderTest(header[1] + (header[2] ?? ''));
      named.add(name).add(name.replace(/_test$/, ''));
    }
    const file = /^(?:vet: )?(.+?\.\w+):\d+(?::\d+)?: /.exec(line)?.[1];
    const importPath = file === undefined ? undefined : byDirectory.get(dirname(resolve(cwd, file)));
    if (importPath !== undefined) named.add(importPath);
  }
  return named;
}
