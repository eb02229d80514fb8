import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Keeps what a stream says and passes it on as it comes. Characters are never cut at a chunk's end. */
export function collectOutput(stream: Readable | null, onChunk?: (chunk: string) => void): () => string {
  if (stream === null) return () => '';
  const decoder = new StringDecoder('utf8');
  const pieces: string[] = [];

  function accept(text: string): void {
    if (text === '') return;
    pieces.push(text);
    onChunk?.(text);
  }

  stream.on('data', (chunk: Buffer) => accept(decoder.write(chunk)));
  stream.on('end', () => accept(decoder.end()));
  return () => pieces.join('');
}
