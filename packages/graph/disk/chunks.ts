/** Items of a chunk: few enough that no thread waits long for another that does the last one. */
export const CHUNK_LENGTH = 64;

export interface Chunks {
  readonly bytes: Buffer;
  /** Where chunks end; the first number is 0. */
  readonly ends: readonly number[];
}

export function chunkCount(length: number): number {
  return Math.ceil(length / CHUNK_LENGTH);
}

/** Chunks of texts that do not hold the separator, one behind the other. */
export function joinChunks(items: readonly string[], separator: string): Chunks {
  const chunks: Buffer[] = [];
  const ends = [0];
  let end = 0;
  for (let start = 0; start < items.length; start += CHUNK_LENGTH) {
    const chunk = Buffer.from(items.slice(start, start + CHUNK_LENGTH).join(separator));
    chunks.push(chunk);
    end += chunk.length;
    ends.push(end);
  }
  return { bytes: Buffer.concat(chunks), ends };
}

export function readChunk(bytes: Uint8Array, ends: Int32Array, chunk: number, separator: string): string[] {
  const start = ends[chunk] ?? 0;
  const end = ends[chunk + 1] ?? 0;
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    .toString('utf8')
    .split(separator);
}
