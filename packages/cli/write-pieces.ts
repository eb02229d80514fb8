import { once } from 'node:events';
import { systemErrorCode } from '../support';

/** Writes to stdout as fast as it is read; a reader that has enough, such as `head`, ends it without an error. */
export async function writePieces(pieces: Iterable<string>): Promise<void> {
  const { stdout } = process;
  let isClosed = false;
  stdout.on('error', (error) => {
    if (systemErrorCode(error) !== 'EPIPE') throw error;
    isClosed = true;
  });
  for (const piece of pieces) {
    if (isClosed) return;
    if (!stdout.write(piece)) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]);
  }
}
