import { posix, sep } from 'node:path';

/** The rooms of packages/, highest first: a room may import the ones after it only. */
export const ROOMS = [
  'nx',
  'turborepo',
  'cli',
  'commands',
  'actions',
  'cache',
  'dimension',
  'graph',
  'toolchain',
  'support',
];

/**
 * Where a file stands: `{ room, inside }` for `<repository>/packages/<room>/<inside>`, otherwise `undefined`.
 * `inside` is '' for the room's directory itself.
 */
export function locate(file) {
  const parts = file.split(sep).join('/').split('/');
  const at = parts.lastIndexOf('packages');
  const room = parts[at + 1];
  return at === -1 || room === undefined ? undefined : { room, inside: parts.slice(at + 2).join('/') };
}

/** Whether a file serves tests only, and so is not in the published package. */
export function isTestFile(inside) {
  return /\.spec\.ts$/.test(inside) || isTestHelper(inside);
}

/** Whether a path lies in a room's `testing/` folder, which other rooms' tests may use. */
export function isTestHelper(inside) {
  return /(^|\/)testing(\/|$)/.test(inside);
}

/** The absolute path, with forward slashes, that a relative import in `file` points at. */
export function resolveRelative(file, source) {
  return posix.join(posix.dirname(file.split(sep).join('/')), source);
}
