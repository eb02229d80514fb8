import { posix, relative, resolve, sep } from 'node:path';

/** Elements that a path does without, or an end that is none. */
const NOT_CLEAN = /(^|\/)(\.{0,2})(\/|$)/;

/** A path below a directory; both relative to the workspace root, with `/`, '.' for the root. */
export function joinPath(directory: string, path: string): string {
  if (NOT_CLEAN.test(path)) return path === '' ? directory : posix.join(directory, path);
  return directory === '.' ? path : `${directory}/${path}`;
}

/** A path, absolute or relative to the workspace root, as one relative to it with `/`. */
export function toWorkspacePath(root: string, path: string): string {
  return relative(root, resolve(root, path)).split(sep).join('/') || '.';
}

/** The directory above; of the workspace root and what lies above it, with `..`. */
export function parentOf(path: string): string {
  if (path === '.' || /^\.\.(\/\.\.)*$/.test(path)) return posix.join(path, '..');
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** Whether a path is a directory or lies beneath it. */
export function isAtOrBeneath(path: string, directory: string): boolean {
  if (directory === '.') return !path.startsWith('..');
  return path === directory || (path.startsWith(directory) && path.charAt(directory.length) === '/');
}

/** The part of a path below a directory that it lies beneath; '' for the directory itself. */
export function pathBelow(path: string, directory: string): string {
  if (path === directory) return '';
  return directory === '.' ? path : path.slice(directory.length + 1);
}
