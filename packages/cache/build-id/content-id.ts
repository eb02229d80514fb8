import { createHash, hash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { readFully } from '../../support';
import type { OutputId } from '../entries/ids';
import type { Depth } from '../records/verified-entry';
import type { BuildId } from './build-id';
import { ContentHash, MARGIN } from './content-hash';
import { partsOfFile, partsOfMemory } from './file-parts';
import { readBuildId } from './read-build-id';
import { unhashedRanges } from './unhashed-ranges';

/** What reading an output once gives. */
export interface HashedOutput {
  /** SHA-256 of the whole file. */
  readonly digest: OutputId;
  /** Bytes that were read. */
  readonly size: number;
  /** The first bytes, at most HEAD_SIZE. */
  readonly head: Buffer;
  /** Of an archive or an executable. */
  readonly buildId: BuildId | undefined;
  /** What the last part of the build ID should be; undefined without one, and at the depth `digest`. */
  readonly contentId: string | undefined;
}

/** Bytes that tell what kind of file it is. */
const HEAD_SIZE = 16;
/** One piece stays in the processor's own memory between reading and hashing. */
const PIECE_SIZE = 512 * 1024;

/** One for all files, each of which is read without a pause: fresh memory costs more time than a small file. */
const piece = Buffer.allocUnsafeSlow(MARGIN + PIECE_SIZE);

/**
 * Reads a file once, piece by piece.
 *
 * @param most bytes that are read: those that the file is known to have, after which its end need not be looked for
 * @throws the error of the system if it cannot be read
 */
export function hashOutput(path: string, depth: Depth, most = Infinity): HashedOutput {
  return hashThrough(piece, path, depth, most);
}

/** @param buffer MARGIN bytes and those of a piece, at least one */
export function hashThrough(buffer: Buffer, path: string, depth: Depth, most = Infinity): HashedOutput {
  const file = openSync(path, 'r');
  try {
    const bytes = buffer.subarray(MARGIN, MARGIN + Math.min(buffer.length - MARGIN, most));
    let length = readFully(file, bytes, 0);
    const beginning = bytes.subarray(0, length);
    const isWhole = length < bytes.length || length === most;
    const read = isWhole ? partsOfMemory(beginning) : partsOfFile(file, beginning);
    const head = Buffer.from(read(0, HEAD_SIZE));
    const buildId = readBuildId(read);
    const content =
      depth === 'content' && buildId !== undefined
        ? new ContentHash(buildId, unhashedRanges(read))
        : undefined;
    if (isWhole && content === undefined) {
      const digest = hash('sha256', beginning) as OutputId;
      return { digest, size: length, head, buildId, contentId: undefined };
    }
    const whole = createHash('sha256');
    let size = 0;
    while (length > 0) {
      whole.update(bytes.subarray(0, length));
      content?.update(buffer, length);
      size += length;
      const wanted = length < bytes.length ? 0 : Math.min(bytes.length, most - size);
      length = readFully(file, bytes.subarray(0, wanted), size);
    }
    return { digest: whole.digest('hex') as OutputId, size, head, buildId, contentId: content?.digest() };
  } finally {
    closeSync(file);
  }
}
