import { constants, statSync, type Stats } from 'node:fs';
import { STATE_LENGTH, statsOf, systemErrorCode, writeState } from '../../support';
import { hashOutput, type HashedOutput } from '../build-id/content-id';
import type { CacheDirectory } from '../entries/cache-directory';
import type { OutputId } from '../entries/ids';
import type { Depth, OutputKind } from '../records/verified-entry';
import { kindOf } from './output-kind';

/** The output of an entry as it is on disk, before it is read. */
export type OutputPlace =
  | { readonly is: 'absent' }
  | { readonly is: 'unreadable'; readonly reason: string }
  /** A directory without exactly one file: no cached executable that Go would use. */
  | { readonly is: 'no-executable' }
  | {
      readonly is: 'present';
      /** Of the file, which for an executable lies in the directory of the output. */
      readonly path: string;
      readonly isExecutable: boolean;
      readonly size: number;
      /** Permission bits. */
      readonly mode: number;
      readonly state: Float64Array;
    };

/** What reading an output gave. */
export interface OutputFacts extends Omit<HashedOutput, 'head'> {
  readonly kind: OutputKind;
}

/** Finds an output without reading it. */
export function findOutput(cache: CacheDirectory, id: OutputId): OutputPlace {
  const path = cache.outputPath(id);
  const found = statsOf(path);
  if (found === undefined) return { is: 'absent' };
  if (found === 'refused') return { is: 'unreadable', reason: refusalOf(path) };
  if (found.isFile()) return present(path, found, false);
  // Opening a pipe would wait for its other end.
  if (!found.isDirectory()) return { is: 'unreadable', reason: 'it is neither a file nor a directory' };
  const inner = cache.executableIn(id);
  const stats = inner === undefined ? undefined : statsOf(inner);
  if (inner === undefined || stats === undefined || stats === 'refused' || !stats.isFile()) {
    return { is: 'no-executable' };
  }
  return present(inner, stats, true);
}

/**
 * Reads an output once.
 *
 * @returns the code of the system's error where it cannot be read
 */
export function readOutput(
  place: Extract<OutputPlace, { is: 'present' }>,
  depth: Depth,
): OutputFacts | { readonly unreadable: string } {
  try {
    const { head, ...hashed } = hashOutput(place.path, depth, place.size);
    return { ...hashed, kind: place.isExecutable ? 'executable' : kindOf(head) };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return { unreadable: code };
  }
}

export function isRunnable(mode: number): boolean {
  return process.platform === 'win32' || (mode & constants.S_IXUSR) !== 0;
}

function present(path: string, stats: Stats, isExecutable: boolean): OutputPlace {
  const state = new Float64Array(STATE_LENGTH);
  writeState(stats, state, 0);
  return { is: 'present', path, isExecutable, size: stats.size, mode: stats.mode, state };
}

function refusalOf(path: string): string {
  try {
    statSync(path);
    return 'it could not be looked at a moment ago';
  } catch (error) {
    return systemErrorCode(error) ?? String(error);
  }
}
