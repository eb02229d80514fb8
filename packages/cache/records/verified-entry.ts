import { crc32 } from 'node:zlib';
import { STATE_LENGTH } from '../../support';
import type { ActionId, OutputId } from '../entries/ids';

/** What an output is, by its first bytes. */
export const OUTPUT_KINDS = ['empty', 'archive', 'executable', 'go-index', 'test-log', 'other'] as const;
export type OutputKind = (typeof OUTPUT_KINDS)[number];

/**
 * What a check read: the digest of the output and, where it has a build ID, its action ID; or the content ID as well. A content
 * ID follows from the content, so that it is computed once for each output.
 */
export type Depth = 'digest' | 'content';

/** An entry that a check found to be good, and the states that its two files had then. */
export interface VerifiedEntry {
  readonly id: ActionId;
  readonly output: OutputId;
  readonly kind: OutputKind;
  readonly depth: Depth;
  /** As in the action entry: nanoseconds since 1970. */
  readonly time: bigint;
  /** Milliseconds since 1970. */
  readonly verifiedAt: number;
  /** Of the action entry, and of the output or the file of a cached executable: STATE_LENGTH numbers each. */
  readonly states: Float64Array;
}

/** Bytes of a record, a multiple of eight. */
export const RECORD_SIZE = 160;

/** Where the parts of a record begin. */
const OUTPUT = 32;
const STATES = 64;
const TIME = STATES + 2 * STATE_LENGTH * 8;
const VERIFIED_AT = TIME + 8;
const KIND = VERIFIED_AT + 8;
const DEPTH = KIND + 1;
const CHECKSUM = RECORD_SIZE - 4;

/** Writes a record to `bytes`, which begins at a multiple of eight of its memory. */
export function encodeRecord(entry: VerifiedEntry, bytes: Buffer): void {
  bytes.fill(0, 0, RECORD_SIZE);
  bytes.write(entry.id, 0, 'hex');
  bytes.write(entry.output, OUTPUT, 'hex');
  statesIn(bytes).set(entry.states);
  bytes.writeBigInt64LE(entry.time, TIME);
  bytes.writeDoubleLE(entry.verifiedAt, VERIFIED_AT);
  bytes[KIND] = OUTPUT_KINDS.indexOf(entry.kind);
  bytes[DEPTH] = entry.depth === 'content' ? 1 : 0;
  bytes.writeUInt32LE(checksumOf(bytes), CHECKSUM);
}

/** The kind that a record says, without a look at whether it is damaged. */
export function kindIn(bytes: Buffer): OutputKind | undefined {
  return OUTPUT_KINDS[bytes[KIND] ?? OUTPUT_KINDS.length];
}

/** Reads a record; undefined if it is damaged. Its states are those in `bytes` itself. */
export function decodeRecord(bytes: Buffer): VerifiedEntry | undefined {
  const kind = kindIn(bytes);
  if (kind === undefined || bytes.readUInt32LE(CHECKSUM) !== checksumOf(bytes)) return undefined;
  return {
    id: bytes.toString('hex', 0, OUTPUT) as ActionId,
    output: bytes.toString('hex', OUTPUT, STATES) as OutputId,
    kind,
    depth: bytes[DEPTH] === 1 ? 'content' : 'digest',
    time: bytes.readBigInt64LE(TIME),
    verifiedAt: bytes.readDoubleLE(VERIFIED_AT),
    states: statesIn(bytes),
  };
}

function statesIn(bytes: Buffer): Float64Array {
  return new Float64Array(bytes.buffer, bytes.byteOffset + STATES, 2 * STATE_LENGTH);
}

function checksumOf(bytes: Buffer): number {
  return crc32(bytes.subarray(0, CHECKSUM));
}
