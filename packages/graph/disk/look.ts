import { isAbsolute, join } from 'node:path';
import type { GoFile } from '../go-files/go-file';
import { readDirectory, type Listing } from './read-directory';
import { readGoFile, readText } from './read-file';
import { readStats } from './read-stats';
import type { StateLog } from './state-log';

/** What can be seen of a path, by the letter that stands for it in a memo. */
export interface Views {
  /** Names in a directory. */
  d: Listing;
  /** Names of files in a directory that begin with a dot, and `.git/`: they say what git ignores, and hold variables. */
  m: readonly string[];
  /** What a link points at. */
  l: 'file' | 'directory';
  /** Go files of a directory, in the order of their names; null where one cannot be read. */
  g: readonly (GoFile | null)[];
  /** Text of a file. */
  t: string;
}
export type View = keyof Views;

/**
 * What is looked at: the letter of a view and a path relative to the workspace root. The key of Go files goes on with their
 * names, with NUL before each.
 */
export type LookKey = string;

const SEPARATOR = '\0';

export function keyOf(view: View, path: string): LookKey {
  return view + path;
}

export function keyOfGoFiles(directory: string, names: readonly string[]): LookKey {
  return `g${directory}${SEPARATOR}${names.join(SEPARATOR)}`;
}

/** The absolute paths whose states say whether something looks as before. */
export function pathsOf(root: string, key: LookKey): string[] {
  const [path = '', ...names] = key.slice(1).split(SEPARATOR);
  const absolute = toAbsolute(root, path);
  return names.length === 0 ? [absolute] : names.map((name) => `${absolute}/${name}`);
}

/** How many pathsOf() it has. */
export function pathCountOf(key: LookKey): number {
  let count = 0;
  for (let at = key.indexOf(SEPARATOR); at !== -1; at = key.indexOf(SEPARATOR, at + 1)) count++;
  return Math.max(1, count);
}

/** What it looks like now; the state of just before is added for each of its paths. */
export function look(root: string, key: LookKey, states: StateLog): unknown {
  const paths = pathsOf(root, key);
  const [path = ''] = paths;
  switch (key.charAt(0) as View) {
    case 'd':
      return readDirectory(path, states);
    case 'm':
      return marksIn(readDirectory(path, states));
    case 'l': {
      const stats = readStats(path, states);
      return stats?.isFile() === true ? 'file' : stats?.isDirectory() === true ? 'directory' : undefined;
    }
    case 'g':
      return paths.map((file) => readGoFile(file, states) ?? null);
    case 't':
      return readText(path, states);
  }
}

export function marksIn(listing: Listing | undefined): readonly string[] | undefined {
  if (listing === undefined) return undefined;
  const { files, directories, links } = listing;
  const marks = files.filter(isHidden);
  if (links.length > 0) marks.push(...links.filter(isHidden));
  if (directories.includes('.git')) marks.push('.git/');
  return marks;
}

function isHidden(name: string): boolean {
  return name.startsWith('.');
}

/** One line; empty for nothing. The same value gives the same line. */
export function toLine(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

export function fromLine(line: string): unknown {
  return line === '' ? undefined : JSON.parse(line);
}

function toAbsolute(root: string, path: string): string {
  // Called for every file: join() takes as long as the system's answer.
  if (path === '.') return root;
  if (path.startsWith('../') || path === '..') return join(root, path);
  // Windows has no relative path to another drive.
  return isAbsolute(path) ? path : `${root}/${path}`;
}
