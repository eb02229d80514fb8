import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * A path without `.` and `..`. Where a symbolic link stands before a `..`, dropping both would name another file: then
 * the path with all links followed.
 */
export function plainPath(path: string): string {
  const plain = resolve(path);
  if (plain === path || isSameFile(plain, path)) return plain;
  try {
    return realpathSync(path);
  } catch {
    return plain; // Gone: either name is as good for something that is absent.
  }
}

function isSameFile(a: string, b: string): boolean {
  const [first, second] = [statIfPossible(a), statIfPossible(b)];
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
}

function statIfPossible(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // ENOTDIR, EACCES, ELOOP: it cannot be read under this name.
  }
}
