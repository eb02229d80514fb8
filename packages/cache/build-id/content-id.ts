import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import type { OutputId } from '../entries/ids';
import type { Depth } from '../records/verified-entry';
import { ARCHIVE_HEAD_SIZE } from './archive-head';
import type { BuildId } from './build-id';
import { ContentHash, MARGIN } from './content-hash';
import { partsOfFile, partsOfMemory, readFully } from './file-parts';
import { readBuildId } from './read-build-id';
import { unhashedRanges } from './unhashed-ranges';

/** What reading an output once gives. */
export interface HashedOutput {
  /** SHA-256 of the whole file. */
  readonly digest: OutputId;
  /** Bytes that were read. */
  readonly size: number;
  /** The first bytes, at most ARCHIVE_HEAD_SIZE. */
  readonly head: Buffer;
  /** Of an archive or an executable. */
  readonly buildId: BuildId | undefined;
  /** What the last part of the build ID should be; undefined without one, and at the depth `digest`. */
  readonly contentId: string | undefined;
}

const PIECE_SIZE = 1024 * 1024;

/** One for all files, each of which is read without a pause: fresh memory costs more time than a small file. */
const piece = Buffer.allocUnsafeSlow(MARGIN + PIECE_SIZE);

/**
 * Reads a file once, in pieces of 1 MB.
 *
 * @throws the error of the system if it cannot be read
 */
export function hashOutput(path: string, depth: Depth): HashedOutput {
  return hashThrough(piece, path, depth);
}

/** @param buffer MARGIN bytes and those of a piece, at least one */
export function hashThrough(buffer: Buffer, path: string, depth: Depth): HashedOutput {
  const file = openSync(path, 'r');
  try {
    const bytes = buffer.subarray(MARGIN);
    let length = readFully(file, bytes, 0);
    const beginning = bytes.subarray(0, length);
    const read = length < bytes.length ? partsOfMemory(beginning) : partsOfFile(file, beginning);
    const head = Buffer.from(read(0, ARCHIVE_HEAD_SIZE));
    const buildId = readBuildId(read);
    const whole = createHash('sha256');
    const content =
      depth === 'content' && buildId !== undefined
        ? new ContentHash(buildId, unhashedRanges(read))
        : undefined;
    let size = 0;
    while (length > 0) {
      whole.update(bytes.subarray(0, length));
      content?.update(buffer, length);
      size += length;
      length = length < bytes.length ? 0 : readFully(file, bytes, size);
    }
    return { digest: whole.digest('hex') as OutputId, size, head, buildId, contentId: content?.digest() };
  } finally {
    closeSync(file);
  }
}
