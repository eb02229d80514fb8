import { readFileSync } from 'node:fs';
import { isInState, readState, systemErrorCode, writeFileAtomic } from '../../support';
import { Memo } from './memo-file';

/** By their files: what this process read or wrote last, and the file's state then. */
const recalled = new Map<string, { readonly fileState: Float64Array; readonly memo: Memo }>();

/** The memo in a file, which is read only if it is not the one that this process read or wrote last. */
export function recall(file: string, key: string): Memo | undefined {
  const last = recalled.get(file);
  if (last !== undefined && isInState(file, last.fileState, 0)) {
    return last.memo.isOf(key) ? last.memo : undefined;
  }
  const fileState = readState(file);
  const bytes = readBytes(file);
  const memo = bytes && Memo.decode(bytes);
  if (memo?.isOf(key) !== true) return undefined;
  recalled.set(file, { fileState, memo });
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
  recalled.set(file, { fileState: readState(file), memo });
}

/** In memory of their own, so that numbers in them are where numbers may be. */
function readBytes(file: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = readFileSync(file);
    return bytes.byteOffset === 0 &&
      bytes.buffer instanceof ArrayBuffer &&
      bytes.length === bytes.buffer.byteLength
      ? new Uint8Array(bytes.buffer)
      : new Uint8Array(bytes);
  } catch {
    return undefined;
  }
}
