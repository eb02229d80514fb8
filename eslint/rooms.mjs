import { dirname, join, relative, sep } from 'node:path';

/** The rooms of packages/, highest first: a room may import the ones after it only. */
export const ROOMS = [
  'nx',
  'cli',
  'turborepo',
  'commands',
  'actions',
  'cache',
  'dimension',
  'graph',
  'toolchain',
  'support',
];

/**
 * Where a file stands: `{ room, inside }` for `<root>/packages/<room>/<inside>`, otherwise `undefined`.
 * `inside` is '' for the room's directory itself.
 */
export function locate(root, file) {
  const [top, room, ...inside] = relative(root, file).split(sep);
  return top === 'packages' && room !== undefined ? { room, inside: inside.join('/') } : undefined;
}

/** Whether a file serves tests only, and so is not in the published package. */
export function isTestFile(inside) {
  return /\.spec\.ts$/.test(inside) || isTestHelper(inside);
}

/** Whether a path lies in a room's `testing/` folder, which other rooms' tests may use. */
export function isTestHelper(inside) {
  return /(^|\/)testing(\/|$)/.test(inside);
}

/** Where the module stands that a relative import in `file` points at. */
export function locateImport(root, file, source) {
  return locate(root, join(dirname(file), source));
}
