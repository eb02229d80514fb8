import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import {
  distrustUnsettled,
  isInState,
  readState,
  STATE_LENGTH,
  systemErrorCode,
  writeFileAtomic,
} from '../../support';
import { SHARDS, type CacheDirectory } from '../entries/cache-directory';
import type { FileMark } from './records-file';

/** A checksum, a free number of four bytes, and the mark of the index: two numbers of eight bytes. */
const HEADER_BYTES = 24;
const MARK = 8;
const BYTES = HEADER_BYTES + SHARDS.length * STATE_LENGTH * 8;

/**
 * The states of a cache's 256 directories when all names in them had been verified, in a file. A name that comes, goes or is
 * renamed changes the state of its directory; what is written into an existing file does not. They hold as long as the file of
 * verified entries has what it had then: what it has lost is looked at again.
 */
export class ShardStates {
  private readonly states: Float64Array;
  private readonly written: FileMark | undefined;
  private isChanged = false;

  /**
   * @param file absolute; need not be there
   * @param index what the file of verified entries holds; undefined where it is damaged
   */
  constructor(
    private readonly file: string,
    private readonly cache: CacheDirectory,
    index: FileMark | undefined,
  ) {
    const known = read(file);
    const isOfIndex = known !== undefined && index !== undefined && hasAll(index, known.mark);
    this.states = isOfIndex ? known.states : new Float64Array(SHARDS.length * STATE_LENGTH).fill(Number.NaN);
    this.written = isOfIndex ? known.mark : undefined;
  }

  /** Whether the same names are in a directory as when it was marked. */
  isUnchanged(shard: number): boolean {
    return isInState(this.pathOf(shard), this.states, shard * STATE_LENGTH);
  }

  /** What a directory is in now, to be marked once all its names are verified. */
  stateNow(shard: number): Float64Array {
    const now = Date.now();
    const state = readState(this.pathOf(shard));
    distrustUnsettled(state, 0, now);
    return state;
  }

  mark(shard: number, state: Float64Array): void {
    this.states.set(state, shard * STATE_LENGTH);
    this.isChanged = true;
  }

  /**
   * Writes the marks; where that is not possible, all names are looked at again next time.
   *
   * @param index what the file of verified entries holds now
   */
  save(index: FileMark): void {
    const isMoved = this.written !== undefined && this.written.generation !== index.generation;
    if (!this.isChanged && !isMoved) return;
    const bytes = new Uint8Array(BYTES);
    const numbers = new Float64Array(bytes.buffer, MARK);
    numbers.set([index.generation, index.bytes]);
    numbers.set(this.states, 2);
    new DataView(bytes.buffer).setUint32(0, crc32(bytes.subarray(MARK)));
    try {
      writeFileAtomic(this.file, bytes);
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
    }
  }

  private pathOf(shard: number): string {
    return this.cache.shardPath(SHARDS[shard] ?? '');
  }
}

/** Whether a file of verified entries still has what it had: it only grows until it is written anew. */
function hasAll(now: FileMark, then: FileMark): boolean {
  return now.generation === then.generation && now.bytes >= then.bytes;
}

function read(file: string): { readonly mark: FileMark; readonly states: Float64Array } | undefined {
  try {
    const bytes = new Uint8Array(readFileSync(file));
    if (bytes.length !== BYTES) return undefined;
    const checksum = new DataView(bytes.buffer).getUint32(0);
    if (checksum !== crc32(bytes.subarray(MARK))) return undefined;
    const [generation = 0, size = 0] = new Float64Array(bytes.buffer, MARK, 2);
    return { mark: { generation, bytes: size }, states: new Float64Array(bytes.buffer, HEADER_BYTES) };
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
