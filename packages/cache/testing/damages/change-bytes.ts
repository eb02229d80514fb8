import { readFileSync, writeFileSync } from 'node:fs';

/** Flips a bit of a file, in place. */
export function flipIn(path: string, place: number): Buffer {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length * place);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(place * 8));
  writeFileSync(path, bytes);
  return bytes;
}

/** Leaves the beginning of a file, by which its kind is known, and its size. */
export function fillWithGarbage(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xa5, Math.min(12, bytes.length - 1)));
}
