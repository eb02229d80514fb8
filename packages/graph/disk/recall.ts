import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { systemErrorCode, writeFileAtomic } from '../../support';
import { decodeMemo, isOfKey, type Memo } from './memo-file';
import { STATE_LENGTH, readState, sameState } from './path-state';

/** By their files: what this process read or wrote last, and the file's state then. */
const recalled = new Map<string, { readonly fileState: Float64Array; readonly memo: Memo }>();

/** The memo in a file, which is read only if it is not the one that this process read or wrote last. */
export function recall(file: string, key: string): Memo | undefined {
  const fileState = stateOf(file);
  const last = recalled.get(file);
  if (last !== undefined && sameState(last.fileState, 0, fileState, 0)) {
    return isOfKey(last.memo, key) ? last.memo : undefined;
  }
  const bytes = readShared(file);
  const memo = bytes && decodeMemo(bytes, key);
  if (memo !== undefined) recalled.set(file, { fileState, memo });
  return memo;
}

/** Keeps a memo in memory and, where the system lets it, in its file. */
export function remember(file: string, memo: Memo): void {
  try {
    writeFileAtomic(file, memo.bytes);
  } catch (error) {
    // A full disk or a directory that cannot be written to costs time, no result.
    if (systemErrorCode(error) === undefined) throw error;
  }
  recalled.set(file, { fileState: stateOf(file), memo });
}

function stateOf(file: string): Float64Array {
  const state = new Float64Array(STATE_LENGTH);
  readState(file, state, 0);
  return state;
}

function readShared(file: string): Uint8Array<SharedArrayBuffer> | undefined {
  try {
    const handle = openSync(file, 'r');
    try {
      const bytes = new Uint8Array(new SharedArrayBuffer(fstatSync(handle).size));
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read) {
        read = readSync(handle, bytes, length, bytes.length - length, length);
      }
      return bytes;
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}
