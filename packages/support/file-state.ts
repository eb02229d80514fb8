import { statSync } from 'node:fs';
import { systemErrorCode } from './errors';

export type FileKind = 'file' | 'directory' | 'special';

export interface PresentFileState {
  kind: FileKind;
  path: string;
  /** Bytes. */
  size: number;
  mtimeNs: string;
  ctimeNs: string;
  ino: string;
  mode: number;
}

export interface AbsentFileState {
  kind: 'absent';
  path: string;
}

/** What the file system says about a path without its content being read; symbolic links are followed. */
export type FileState = PresentFileState | AbsentFileState;

/** The state of a path. A missing file is a value; a path that cannot be looked at (EACCES, ELOOP…) throws. */
export function readFileState(path: string): FileState {
  const stats = statIfPresent(path);
  if (stats === undefined) return { kind: 'absent', path };
  return {
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'special',
    path,
    size: Number(stats.size),
    mtimeNs: String(stats.mtimeNs),
    ctimeNs: String(stats.ctimeNs),
    ino: String(stats.ino),
    mode: Number(stats.mode),
  };
}

/** Whether two states are of the same, unchanged file. */
export function sameFileState(a: FileState, b: FileState): boolean {
  if (a.path !== b.path || a.kind !== b.kind) return false;
  if (a.kind === 'absent' || b.kind === 'absent') return true;
  return (
    a.size === b.size &&
    a.mtimeNs === b.mtimeNs &&
    a.ctimeNs === b.ctimeNs &&
    a.ino === b.ino &&
    a.mode === b.mode
  );
}

function statIfPresent(path: string) {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (systemErrorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
