import { readSync } from 'node:fs';

/**
 * Fills memory from an offset of a file on.
 *
 * @returns how many bytes there are, fewer than asked for only at the end of the file
 */
export function readFully(file: number, bytes: Buffer, offset: number): number {
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(file, bytes, filled, bytes.length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}
