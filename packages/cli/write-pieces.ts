import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { systemErrorCode } from '../support';

/** Writes to stdout as fast as it is read; a reader that has enough, such as `head`, ends it without an error. */
export async function writePieces(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if (systemErrorCode(error) !== 'EPIPE') throw error;
  }
}
