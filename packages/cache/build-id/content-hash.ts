import { createHash } from 'node:crypto';
import type { BuildId } from './build-id';
import type { ByteRange } from '../../toolchain';

/** Bytes that a piece needs before it: what is left of the piece before, which is shorter than a build ID. */
export const MARGIN = 128;

/**
 * The content ID of a file that is given piece by piece: SHA-256 with every occurrence of the whole build ID, and the parts
 * that are not to count, as zeros (cmd/internal/buildid/rewrite.go: FindAndHash).
 */
export class ContentHash {
  private readonly hash = createHash('sha256');
  private readonly id: Buffer;
  /** End of a piece that may be the beginning of a build ID, not hashed yet. */
  private readonly rest = Buffer.alloc(MARGIN);
  private restLength = 0;
  /** Bytes of the file before the next piece. */
  private offset = 0;

  constructor(
    buildId: BuildId,
    private readonly unhashed: readonly ByteRange[],
  ) {
    this.id = Buffer.from(buildId.whole, 'latin1');
  }

  /**
   * Takes the next piece, of any length: `length` bytes of `buffer` from MARGIN on. It writes zeros over parts of it, and uses
   * what is before.
   */
  update(buffer: Buffer, length: number): void {
    const [start, end] = [MARGIN - this.restLength, MARGIN + length];
    this.rest.copy(buffer, start, 0, this.restLength);
    for (const range of this.unhashed) {
      const from = Math.max(range.start - this.offset, 0);
      const to = Math.min(range.end - this.offset, length);
      if (from < to) buffer.fill(0, MARGIN + from, MARGIN + to);
    }
    const bytes = buffer.subarray(start, end);
    for (let at = bytes.indexOf(this.id); at >= 0; at = bytes.indexOf(this.id, at + this.id.length)) {
      bytes.fill(0, at, at + this.id.length);
    }
    // A zero begins no build ID: what was replaced can lie in the rest as well.
    this.restLength = Math.min(this.id.length - 1, bytes.length);
    const hashed = bytes.length - this.restLength;
    bytes.copy(this.rest, 0, hashed);
    this.hash.update(bytes.subarray(0, hashed));
    this.offset += length;
  }

  /** After the last piece: 20 characters, as `hashToString` writes them. */
  digest(): string {
    this.hash.update(this.rest.subarray(0, this.restLength));
    return this.hash.digest().toString('base64url', 0, 15);
  }
}
