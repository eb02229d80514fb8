/** Where a compiler looks for headers, as `-v` says it. */
export interface HeaderSearch {
  /** In order, quote directories first. */
  readonly directories: readonly string[];
  /** Would be searched if they existed. */
  readonly absent: readonly string[];
}

/** Reads the search list from what `gcc -v` or `clang -v` writes to standard error under LC_ALL=C. */
export function parseHeaderSearch(stderr: string): HeaderSearch {
  const directories: string[] = [];
  const absent: string[] = [];
  let inList = false;
  for (const line of stderr.split(/\r?\n/)) {
    const ignored = /^ignoring nonexistent directory "(.*)"$/.exec(line);
    if (ignored?.[1] !== undefined) absent.push(ignored[1]);
    else if (/^#include (?:"\.\.\."|<\.\.\.>) search starts here:$/.test(line)) inList = true;
    else if (line === 'End of search list.') inList = false;
    else if (inList) directories.push(line.slice(1).replace(/ \((?:framework directory|headermap)\)$/, ''));
  }
  return { directories: unique(directories), absent: unique(absent) };
}

/** The lists of several runs as one. */
export function mergeHeaderSearch(searches: readonly HeaderSearch[]): HeaderSearch {
  return {
    directories: unique(searches.flatMap(({ directories }) => directories)),
    absent: unique(searches.flatMap(({ absent }) => absent)),
  };
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
