import { crc32 } from 'node:zlib';
import { sha256 } from '../../support';
import { fromLine } from './look';
import { STATE_LENGTH } from './path-state';
import { CHUNK_LENGTH, chunkCount, joinChunks, readChunk } from './chunks';

/** Another number for another format, or other views of files. */
const VERSION = 1;
/** As a number of this machine's byte order: a file from one of the other order is none. */
const MAGIC = 0x4748534b;

/** Words of the header: MAGIC, checksums of what follows the second of them up to the values, and of the values… */
const HEADER_WORDS = 10;
const CHECKED_FROM = 12;
const KEY_LENGTH = 64;
const STATE_BYTES = 8 * STATE_LENGTH;

/** What a function saw and what it returned, as it lies in its file and in shared memory. */
export interface Memo {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly length: number;
  /** As in SharedWork; those of chunks of CHUNK_LENGTH. */
  readonly states: Float64Array;
  readonly keys: Uint8Array;
  readonly keyEnds: Int32Array;
  /** A line each, chunks as those of the keys. */
  readonly values: Uint8Array;
  readonly valueEnds: Int32Array;
  readonly result: Uint8Array;
}

export interface MemoContent {
  readonly key: string;
  /** In the order of `keys`. */
  readonly states: Float64Array;
  readonly keys: readonly string[];
  readonly lines: readonly string[];
  readonly result: string;
}

export function encodeMemo({ key, states, keys, lines, result }: MemoContent): Memo {
  const keyBytes = joinChunks(keys, '\0');
  const valueBytes = joinChunks(lines, '\n');
  const resultBytes = Buffer.from(result);
  const header = [VERSION, keys.length, keyBytes.bytes.length, resultBytes.length, valueBytes.bytes.length];
  const layout = layOut(header);
  const bytes = new Uint8Array(new SharedArrayBuffer(layout.end));
  new Uint32Array(bytes.buffer, 0, HEADER_WORDS).set([MAGIC, 0, 0, ...header]);
  const memo = viewMemo(bytes);
  memo.states.set(states);
  memo.keyEnds.set(keyBytes.ends);
  memo.valueEnds.set(valueBytes.ends);
  bytes.set(Buffer.from(sha256(key)), layout.key);
  memo.keys.set(keyBytes.bytes);
  memo.result.set(resultBytes);
  memo.values.set(valueBytes.bytes);
  return sealMemo(memo);
}

/** Makes its checksums right again after its states were changed. */
export function sealMemo(memo: Memo): Memo {
  const { bytes, values } = memo;
  new Uint32Array(bytes.buffer, 0, HEADER_WORDS).set(checksums(bytes, values), 1);
  return memo;
}

/** What a file holds; undefined if it is not whole, of another version or made for another key. */
export function decodeMemo(bytes: Uint8Array<SharedArrayBuffer>, key: string): Memo | undefined {
  if (bytes.length < 4 * HEADER_WORDS) return undefined;
  const [magic, , , ...header] = new Uint32Array(bytes.buffer, 0, HEADER_WORDS);
  const layout = layOut(header);
  if (magic !== MAGIC || header[0] !== VERSION || layout.end !== bytes.length) return undefined;
  const memo = viewMemo(bytes);
  const [expected, expectedOfValues] = new Uint32Array(bytes.buffer, 4, 2);
  const [found, foundOfValues] = checksums(bytes, memo.values);
  if (expected !== found || expectedOfValues !== foundOfValues) return undefined;
  return isOfKey(memo, key) ? memo : undefined;
}

export function isOfKey({ bytes, length }: Memo, key: string): boolean {
  const { key: at } = layOut([VERSION, length]);
  return Buffer.from(bytes.buffer, at, KEY_LENGTH).toString('latin1') === sha256(key);
}

export function memoKeys({ keys, keyEnds, length }: Memo): string[] {
  const all: string[] = [];
  for (let chunk = 0; chunk < chunkCount(length); chunk++) all.push(...readChunk(keys, keyEnds, chunk, '\0'));
  return all;
}

/** Reads keys and values of rows; those of one chunk are decoded together, so rows are best asked for in their order. */
export class MemoRows {
  private chunk = -1;
  private keys: readonly string[] = [];
  private lines: readonly string[] = [];

  constructor(private readonly memo: Memo) {}

  keyOf(row: number): string {
    this.decode(row);
    return this.keys[row % CHUNK_LENGTH] ?? '';
  }

  lineOf(row: number): string {
    this.decode(row);
    return this.lines[row % CHUNK_LENGTH] ?? '';
  }

  private decode(row: number): void {
    const chunk = Math.floor(row / CHUNK_LENGTH);
    if (chunk === this.chunk) return;
    const { keys, keyEnds, values, valueEnds } = this.memo;
    this.keys = readChunk(keys, keyEnds, chunk, '\0');
    this.lines = readChunk(values, valueEnds, chunk, '\n');
    this.chunk = chunk;
  }
}

/** The line of JSON that encodeMemo() was given, parsed anew. */
export function memoResult({ result }: Memo): unknown {
  return fromLine(Buffer.from(result.buffer, result.byteOffset, result.length).toString());
}

/** The values of all rows. */
export function memoLines({ values, valueEnds, length }: Memo): string[] {
  const all: string[] = [];
  for (let chunk = 0; chunk < chunkCount(length); chunk++)
    all.push(...readChunk(values, valueEnds, chunk, '\n'));
  return all;
}

function checksums(bytes: Uint8Array, values: Uint8Array): [number, number] {
  return [crc32(bytes.subarray(CHECKED_FROM, values.byteOffset)), crc32(values)];
}

/** Where in a file the sections begin, by the words of its header from VERSION on. */
function layOut(header: readonly number[]) {
  const [, length = 0, keyBytes = 0, resultBytes = 0, valueBytes = 0] = header;
  const states = 4 * HEADER_WORDS;
  const keyEnds = states + length * STATE_BYTES;
  const valueEnds = keyEnds + 4 * (chunkCount(length) + 1);
  const key = valueEnds + 4 * (chunkCount(length) + 1);
  const keys = key + KEY_LENGTH;
  const result = keys + keyBytes;
  const values = result + resultBytes;
  return { states, keyEnds, valueEnds, key, keys, result, values, end: values + valueBytes };
}

function viewMemo(bytes: Uint8Array<SharedArrayBuffer>): Memo {
  const { buffer } = bytes;
  const [, , , ...header] = new Uint32Array(buffer, 0, HEADER_WORDS);
  const length = header[1] ?? 0;
  const at = layOut(header);
  return {
    bytes,
    length,
    states: new Float64Array(buffer, at.states, length * STATE_LENGTH),
    keys: bytes.subarray(at.keys, at.result),
    keyEnds: new Int32Array(buffer, at.keyEnds, chunkCount(length) + 1),
    values: bytes.subarray(at.values, at.end),
    valueEnds: new Int32Array(buffer, at.valueEnds, chunkCount(length) + 1),
    result: bytes.subarray(at.result, at.values),
  };
}
