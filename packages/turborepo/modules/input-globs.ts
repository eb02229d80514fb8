import { isAtOrBeneath, joinPath, pathBelow, type FileSelection } from '../../graph';

/** Characters that mean something in a pattern of Turborepo. */
const SPECIAL = /[*?$:<>()[\]{},!\\|]/g;

/**
 * Patterns of Turborepo for files that are hashed together, sorted. An exception holds for all of them, so that none is written
 * where something else takes what it leaves out.
 *
 * @param base directory of the package of Turborepo
 */
export function inputsOfFiles(selections: readonly FileSelection[], base: string): string[] {
  const patterns = new Set<string>();
  const taken = selections.flatMap(({ files }) => files);
  const trees = selections.flatMap((selection) => selection.trees.map(({ directory }) => directory));
  const tested = new Set(selections.flatMap(({ testFilesOf }) => testFilesOf));
  const isTaken = (path: string) =>
    taken.includes(path) || trees.some((directory) => isAtOrBeneath(path, directory));
  for (const { files, goFilesOf, testFilesOf, trees: own } of selections) {
    for (const { directory, without } of goFilesOf) {
      patterns.add(pattern(directory, '*.go', base));
      const isClash =
        tested.has(directory) ||
        trees.some((tree) => isAtOrBeneath(directory, tree)) ||
        taken.some((path) => path.endsWith('_test.go') && joinPath(directory, lastOf(path)) === path);
      if (!isClash) patterns.add(`!${pattern(directory, '*_test.go', base)}`);
      for (const name of without) {
        const path = joinPath(directory, name);
        if (!isTaken(path) && path.search(SPECIAL) === -1) patterns.add(`!${pattern(path, undefined, base)}`);
      }
    }
    for (const directory of testFilesOf) patterns.add(pattern(directory, '*_test.go', base));
    for (const { directory } of own) patterns.add(pattern(directory, '**', base));
    for (const file of files) patterns.add(pattern(file, undefined, base));
  }
  return [...patterns].sort();
}

/** A pattern for a path, or what lies in a directory. */
export function pattern(path: string, rest: string | undefined, base: string): string {
  const isOwn = isAtOrBeneath(path, base);
  const place = isOwn ? pathBelow(path, base) : path === '.' ? '' : path;
  const literal = place.replaceAll(SPECIAL, '?');
  const whole = [literal, rest].filter((part) => part !== undefined && part !== '').join('/');
  return isOwn ? whole : `$TURBO_ROOT$/${whole}`;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
