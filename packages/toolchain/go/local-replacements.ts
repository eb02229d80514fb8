import { readIfPresent } from './read-if-present';

/** What follows `=>`: a word, or a string in either of Go's quotes (golang.org/x/mod/modfile/read.go: readToken). */
const TARGET = /^(.*?\s)?=>\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|((?:(?!\/\/)[^\s()[\]{},"`])+))/;

/** golang.org/x/mod/modfile/rule.go: IsDirectoryPath. */
const DIRECTORY = /^(\.{1,2}$|\.{1,2}[\\/]|[\\/]|[A-Za-z]:)/;

/**
 * The directories that replace modules in a go.mod or go.work, as written there: absolute, or relative to the module's
 * directory, or to that of go.work. Empty for a file that cannot be read, which is Go's to explain.
 */
export function readLocalReplacements(file: string): string[] {
  return readIfPresent(file)
    .split('\n')
    .flatMap((line) => {
      const found = TARGET.exec(line);
      if (found === null || found[1]?.includes('//') === true) return [];
      const target = found[2]?.replace(/\\(.)/g, '$1') ?? found[3] ?? found[4] ?? '';
      return DIRECTORY.test(target) ? [target] : [];
    });
}
