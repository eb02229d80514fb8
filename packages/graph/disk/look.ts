import { join } from 'node:path';
import { readDirectory, type Listing } from './read-directory';
import { readGoFile, readText } from './read-file';
import { readState } from './path-state';
import type { GoFile } from '../go-files/go-file';

/** What can be seen of a path, by the letter that stands for it in a memo. */
export interface Views {
  /** Names in a directory. */
  d: Listing;
  /** Names of files in a directory that begin with a dot, and `.git/`: they say what git ignores, and hold variables. */
  m: readonly string[];
  /** What a link points at. */
  l: 'file' | 'directory';
  g: GoFile;
  /** Text of a file. */
  t: string;
}
export type View = keyof Views;

const LOOKS: { [V in View]: (path: string, states: Float64Array, at: number) => Views[V] | undefined } = {
  d: readDirectory,
  m: (path, states, at) => marksIn(readDirectory(path, states, at)),
  l(path, states, at) {
    const stats = readState(path, states, at);
    return stats?.isFile() === true ? 'file' : stats?.isDirectory() === true ? 'directory' : undefined;
  },
  g: readGoFile,
  t: readText,
};

/** What a path looks like now; its state of just before is written to states[at] and after. */
export function look<V extends View>(
  view: V,
  path: string,
  states: Float64Array,
  at: number,
): Views[V] | undefined {
  return LOOKS[view](path, states, at);
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

export function toAbsolute(root: string, path: string): string {
  // Called for every file: join() takes as long as the system's answer.
  if (path === '.') return root;
  return path.startsWith('../') || path === '..' ? join(root, path) : `${root}/${path}`;
}
