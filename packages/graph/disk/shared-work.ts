import type { GoFile } from '../go-files/go-file';
import { STATE_LENGTH, readState } from './path-state';
import { readGoFile } from './read-file';
import { CHUNK_LENGTH, readChunk } from './chunks';
import { toAbsolute } from './look';

/** Work that threads share: all arrays lie in shared memory. Chunks are taken in their order, each by one thread. */
export interface SharedWork {
  readonly operation: 'states' | 'go-files';
  readonly root: string;
  /** See CONTROL; from CHUNK_STATUS on the status of each chunk. */
  readonly control: Int32Array;
  /** Chunks of keys: of each path the letter of a view and the path. */
  readonly keys: Uint8Array;
  readonly keyEnds: Int32Array;
  /** STATE_LENGTH numbers a path, in their order. */
  readonly states: Float64Array;
  /** What other threads than the first found in Go files: a line each. */
  readonly lines: Uint8Array;
  /** Start and end in `lines` of each chunk that another thread did. */
  readonly lineRanges: Int32Array;
}

export const NEXT = 0;
export const AVAILABLE = 1;
/** Changes whenever there is more to do, or nothing any more. */
export const SIGNAL = 2;
export const CLOSED = 3;
export const LINES_USED = 4;
export const CHUNK_STATUS = 5;

export const DONE = 1;
/** The first thread does it again. */
export const FAILED = 2;

/** The next chunk that nobody has, or undefined. */
export function claimChunk({ control }: SharedWork): number | undefined {
  for (;;) {
    const next = Atomics.load(control, NEXT);
    if (next >= Atomics.load(control, AVAILABLE)) return undefined;
    if (Atomics.compareExchange(control, NEXT, next, next + 1) === next) return next;
  }
}

/**
 * Reads the states of a chunk's paths, and of Go files what they say.
 *
 * @param states where those of the work go
 */
export function doChunk(work: SharedWork, chunk: number, states = work.states): (GoFile | undefined)[] {
  const values: (GoFile | undefined)[] = [];
  let at = chunk * CHUNK_LENGTH * STATE_LENGTH;
  for (const key of readChunk(work.keys, work.keyEnds, chunk, '\0')) {
    const path = toAbsolute(work.root, key.slice(1));
    if (work.operation === 'states') readState(path, states, at);
    else values.push(readGoFile(path, states, at));
    at += STATE_LENGTH;
  }
  return values;
}
