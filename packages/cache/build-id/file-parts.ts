import { readFully } from '../../support';
import type { ReadBytes } from '../../toolchain';

/** Greatest part that is read at once: headers of executables are far smaller, and what is damaged asks for anything. */
const GREATEST = 1024 * 1024;

/**
 * Reads parts of an open file, from memory where they are in its beginning.
 *
 * @param beginning the first bytes of the file
 */
export function partsOfFile(file: number, beginning: Buffer): ReadBytes {
  const remembered = partsOfMemory(beginning);
  return (offset, wanted) => {
    const length = Math.min(wanted, GREATEST);
    if (offset + length <= beginning.length) return remembered(offset, length);
    if (!Number.isSafeInteger(offset + length)) return Buffer.alloc(0);
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readFully(file, bytes, offset));
  };
}

/** Reads parts of a file that is in memory as a whole. */
export function partsOfMemory(whole: Buffer): ReadBytes {
  return (offset, length) => whole.subarray(offset, offset + length);
}
