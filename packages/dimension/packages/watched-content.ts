import { readdirSync } from 'node:fs';
import { sha256 } from '../../support';
import { digestSourceHeader } from './source-header';
import { readPathState, type PathState, type WatchedPaths } from './watched-paths';

/** A watched path as it was when packages were listed. */
export interface WatchedPath {
  readonly path: string;
  readonly state: PathState;
  /** Digest of what the listing depends on: the names in a directory, the header of a source; of another file ''. */
  readonly content: string;
}

/** The watched paths of a listing. */
export interface Watched {
  readonly directories: readonly WatchedPath[];
  readonly sources: readonly WatchedPath[];
  readonly files: readonly WatchedPath[];
}

type Kind = 'directory' | 'source' | 'file';

/** Reads the watched paths. What changes while they are read has the later state and not the later content. */
export function readWatched({ directories, sources, files }: WatchedPaths): Watched {
  const read = (kind: Kind) => (path: string) => {
    const content = contentOf(path, kind);
    return { path, state: readPathState(path, stateKind(kind)), content };
  };
  return {
    directories: directories.map(read('directory')),
    sources: sources.map(read('source')),
    files: files.map(read('file')),
  };
}

/** What came of a comparison of watched paths with what is there now. */
export interface Comparison {
  /** Whether the listing holds: at most times changed, or parts of sources that list no package. */
  readonly holds: boolean;
  readonly isSame: boolean;
  /** As it is now, where the listing holds. */
  readonly watched: Watched;
  /** Paths of sources that changed. */
  readonly edited: readonly string[];
}

/** Compares watched paths with what is there now, content only where a state is another. */
export function compareWatched(
  watched: Watched,
  stateOf: (path: string, kind: 'file' | 'directory') => PathState,
): Comparison {
  const edited: string[] = [];
  let holds = true;
  let isSame = true;
  const compare = (kind: Kind) => (was: WatchedPath) => {
    if (!holds || stateOf(was.path, stateKind(kind)) === was.state) return was;
    isSame = false;
    const content = contentOf(was.path, kind);
    const now = { path: was.path, state: readPathState(was.path, stateKind(kind)), content };
    holds = content !== '' && content === was.content && !(kind === 'source' && looksUnchanged(was, now));
    if (kind === 'source') edited.push(was.path);
    return now;
  };
  const directories = watched.directories.map(compare('directory'));
  const sources = watched.sources.map(compare('source'));
  const files = watched.files.map(compare('file'));
  return { holds, isSame, watched: { directories, sources, files }, edited };
}

function stateKind(kind: Kind): 'file' | 'directory' {
  return kind === 'directory' ? 'directory' : 'file';
}

/** Go's package index knows a file by size and time: where they are as before, it keeps what it read before. */
function looksUnchanged(was: WatchedPath, now: WatchedPath): boolean {
  const sizeAndTime = ({ state }: WatchedPath) => state.split(':').slice(0, 2).join(':');
  return sizeAndTime(was) === sizeAndTime(now);
}

function contentOf(path: string, kind: Kind): string {
  try {
    if (kind === 'directory') return sha256(...namesIn(path));
    return kind === 'source' ? digestSourceHeader(path) : '';
  } catch {
    return ''; // Gone or unreadable: nothing to compare with, so that its state decides.
  }
}

function namesIn(directory: string): string[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  const kindOf = (entry: (typeof entries)[number]) =>
    entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : 'other';
  return entries.map((entry) => `${kindOf(entry)} ${entry.name}`).sort();
}
