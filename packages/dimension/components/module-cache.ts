import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, sha256 } from '../../support';
import { readPathState } from '../packages/watched-paths';
import { soundness, type Component } from './component';
import { writeMemo } from '../write-memo';

/** State of a directory, the digest of its names then, and the digest of its names when it was first seen. */
type Seen = readonly [state: string, names: string, first: string];
type SeenFile = Record<string, Seen>;

/**
 * Identity of the module cache. Go indexes a module of GOMODCACHE by its path alone, taking for granted that what is under
 * path@version never changes (cmd/go/internal/modindex/read.go: openIndexModule). So `unmodified`, unless a package
 * directory lists other names now than when it was first seen: then a digest of those that differ, and hence a cache of its own.
 */
export function moduleCacheIdentity(directories: readonly string[], memoDirectory: string): Component {
  const file = join(memoDirectory, 'module-cache.json');
  const seen: SeenFile = readJsonFile(file, isSeenFile) ?? {};
  let dirty = false;
  const modified: string[] = [];
  for (const directory of directories) {
    const state = readPathState(directory, 'directory');
    const known = seen[directory];
    const names = known?.[0] === state ? known[1] : digestNames(directory);
    const first = known?.[2] ?? names;
    if (known?.[0] !== state) {
      seen[directory] = [state, names, first];
      dirty = true;
    }
    if (names !== first) modified.push(`${directory}=${names}`);
  }
  if (dirty) writeMemo(file, JSON.stringify(seen));
  const value = modified.length === 0 ? 'unmodified' : `modified ${sha256(...modified).slice(0, 32)}`;
  return soundness('module cache', value, 'names in the package directories of GOMODCACHE');
}

function digestNames(directory: string): string {
  try {
    return sha256(...readdirSync(directory).sort()).slice(0, 32);
  } catch {
    // Not there: the go command downloads it or says so.
    return 'absent';
  }
}

function isSeenFile(value: unknown): value is SeenFile {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((entry) => Array.isArray(entry))
  );
}
