import { posix } from 'node:path';

/** A directory as go.mod and go.work write it: relative to another one, with `./` or `../`. */
export function directoryFrom(from: string, to: string): string {
  const path = posix.relative(from, to);
  return path === '' ? '.' : path.startsWith('../') || path === '..' ? path : `./${path}`;
}
