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

const HEADER_BYTES = 8;
const BYTES = HEADER_BYTES + SHARDS.length * STATE_LENGTH * 8;

/**
 * The states of a cache's 256 directories when all names in them had been verified, in a file. A name that comes, goes or is
 * renamed changes the state of its directory; what is written into an existing file does not.
 */
export class ShardStates {
  private readonly states: Float64Array;
  private isChanged = false;

  /** @param file absolute; need not be there */
  constructor(
    private readonly file: string,
    private readonly cache: CacheDirectory,
  ) {
    this.states = read(file) ?? new Float64Array(SHARDS.length * STATE_LENGTH).fill(Number.NaN);
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

  /** Writes the marks; where that is not possible, all names are looked at again next time. */
  save(): void {
    if (!this.isChanged) return;
    const bytes = new Uint8Array(BYTES);
    const { buffer, byteOffset, byteLength } = this.states;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), HEADER_BYTES);
    new DataView(bytes.buffer).setUint32(0, crc32(bytes.subarray(HEADER_BYTES)));
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

function read(file: string): Float64Array | undefined {
  try {
    const bytes = new Uint8Array(readFileSync(file));
    if (bytes.length !== BYTES) return undefined;
    const checksum = new DataView(bytes.buffer).getUint32(0);
    if (checksum !== crc32(bytes.subarray(HEADER_BYTES))) return undefined;
    return new Float64Array(bytes.buffer, HEADER_BYTES);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
