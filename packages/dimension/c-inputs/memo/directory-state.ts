import { readdirSync, statSync } from 'node:fs';
import { COARSE_TICK, sha256 } from '../../../support';

const RACY_MILLISECONDS = Number(COARSE_TICK / 1_000_000n);

/** What a directory was like: which names it held, and the file system's word by which that is known to be unchanged. */
export interface DirectoryState {
  /** 'absent' or mtime, ctime and inode; '' when those cannot be trusted to show the next change. */
  readonly stamp: string;
  /** Hash of the sorted names; 'absent' where there is no directory that can be read. */
  readonly names: string;
}

/** The state of a directory, present or not. */
export function readDirectoryState(directory: string): DirectoryState {
  const stamp = readStamp(directory);
  const names = readNames(directory);
  // Names that appeared between the two would be taken for old: then the stamp is worthless.
  return { stamp: stamp === readStamp(directory) && !isRacy(stamp) ? stamp : '', names };
}

/** The state now if the directory still holds the same names, else undefined. Unchanged, it costs one stat. */
export function recheckDirectory(directory: string, before: DirectoryState): DirectoryState | undefined {
  if (before.stamp !== '' && before.stamp === readStamp(directory)) return before;
  const now = readDirectoryState(directory);
  return now.names === before.names ? now : undefined;
}

/** When the directory last changed, in milliseconds; 0 for none. */
export function directoryChangedAt(directory: string): number {
  return statIfPossible(directory)?.ctimeMs ?? 0;
}

function readStamp(directory: string): string {
  const stats = statIfPossible(directory);
  if (stats === undefined || !stats.isDirectory()) return 'absent';
  return `${stats.mtimeMs}:${stats.ctimeMs}:${stats.ino}`;
}

function readNames(directory: string): string {
  try {
    return sha256(...readdirSync(directory).sort());
  } catch {
    return 'absent'; // Missing, or of no more use to a compiler than if it were.
  }
}

function statIfPossible(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // ENOTDIR, EACCES, ELOOP: nothing below it can be read.
  }
}

/** A second change in the same tick of the file system's clock would leave the stamp as it is. */
function isRacy(stamp: string): boolean {
  if (stamp === 'absent') return false;
  const [mtime, ctime] = stamp.split(':').map(Number);
  return Math.max(mtime ?? 0, ctime ?? 0) > Date.now() - RACY_MILLISECONDS;
}
