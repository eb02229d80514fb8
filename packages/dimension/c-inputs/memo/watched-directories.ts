import { statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { HeaderSearch } from '../compiler/search-report';

export interface ReadHeaders {
  readonly search: HeaderSearch;
  /** Headers as the compiler names them: a search directory, then the name that the `#include` gives. */
  readonly files: readonly string[];
  /** Names that `__has_include` asks for. */
  readonly askedFor: readonly string[];
}

/**
 * Directories in which a header that does not exist yet would win over one that was read, or answer `__has_include`:
 * every search directory, every directory with a header that was read (quoted names are looked for beside the file
 * that includes them), and below each of them the directory part of every name by which a header was found.
 */
export function directoriesToWatch({ search, files, askedFor }: ReadHeaders): string[] {
  const bases = new Set(
    [...search.directories, ...files.map((file) => dirname(file))].map((path) => resolve(path)),
  );
  const parts = directoryParts(files, search.directories, askedFor);
  const watched = new Set([...bases, ...search.absent.map((path) => resolve(path))]);
  for (const base of bases) for (const part of parts) watched.add(deepestExisting(base, part));
  return [...watched].sort();
}

/** `a` of every name `a/b.h`. One file has several names where search directories lie in each other. */
function directoryParts(
  files: readonly string[],
  directories: readonly string[],
  askedFor: readonly string[],
): string[] {
  const parts = new Set(askedFor.map((name) => dirname(name)));
  const prefixes = directories.map((directory) => (directory.endsWith(sep) ? directory : directory + sep));
  for (const file of files) {
    const names = prefixes
      .filter((prefix) => file.startsWith(prefix))
      .map((prefix) => file.slice(prefix.length));
    // -I ${SRCDIR}/../include lies in -I ${SRCDIR} by its spelling: `../include/a.h` is no name that anybody wrote.
    const written = names.filter((name) => !climbs(name));
    for (const name of written.length > 0 ? written : names) parts.add(dirname(name));
  }
  parts.delete('.');
  return [...parts];
}

function climbs(name: string): boolean {
  return name.startsWith(`..${sep}`);
}

/** The directory in which the next missing part of `base/part` would appear. */
function deepestExisting(base: string, part: string): string {
  let deepest = base;
  for (const name of part.split(/[/\\]/)) {
    const next = join(deepest, name);
    if (!isDirectory(next)) return deepest;
    deepest = next;
  }
  return deepest;
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // Missing or out of reach: nothing of it is read.
  }
}
