import { isAtOrBeneath, pathBelow } from '../../../graph';
import { posix } from 'node:path';

/** A symbolic link, and where it leads; both relative to the workspace root, with `/`. */
export interface Link {
  readonly path: string;
  readonly goal: string;
}

/** Links that lead to links. */
const MOST_ROUNDS = 8;

/**
 * All paths under which files can be read: their own, and those that links give them.
 *
 * @returns own paths by each of them
 */
export function pathsThroughLinks(paths: readonly string[], links: readonly Link[]): Map<string, string> {
  const found = new Map(paths.map((path) => [path, path]));
  // What a link to a directory above it shows, it would show again and again.
  const useful = links.filter(({ path, goal }) => !isAtOrBeneath(path, goal));
  let added = [...found];
  for (let round = 0; round < MOST_ROUNDS && added.length > 0; round++) {
    const before = added;
    added = [];
    for (const { path: link, goal } of useful) {
      for (const [path, own] of before) {
        if (!isAtOrBeneath(path, goal)) continue;
        const seen = posix.join(link, pathBelow(path, goal));
        if (found.has(seen)) continue;
        found.set(seen, own);
        added.push([seen, own]);
      }
    }
  }
  return found;
}
