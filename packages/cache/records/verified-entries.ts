import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode, writeFileAtomic } from '../../support';
import type { ActionId } from '../entries/ids';
import {
  decodeRecord,
  encodeRecord,
  kindIn,
  RECORD_SIZE,
  type OutputKind,
  type VerifiedEntry,
} from './verified-entry';

/** As long as a record, so that records begin at multiples of eight. The number is of this machine's byte order. */
const HEADER = headerOf('goshawk verified entries 1\n');
/** Superseded records beyond the living ones from which on the file is written anew. */
const MOST_SUPERSEDED = 4096;

/**
 * The entries of a cache that were found good, in a file. Records are appended, so that processes that verify at the same time
 * lose nothing of each other; the last record of an action counts. A file that is damaged costs the verification of what it
 * held, no more.
 */
export class VerifiedEntries {
  private bytes: Buffer | undefined;
  /** By the first bytes of an action ID: number of its record, from 1; 0 where there is none. */
  private slots = new Int32Array(0);
  private living = 0;
  private rows = 0;
  private readonly added = new Map<ActionId, VerifiedEntry>();
  private needsRewrite = false;

  /** @param file absolute; need not be there */
  constructor(private readonly file: string) {}

  find(id: ActionId): VerifiedEntry | undefined {
    const own = this.added.get(id);
    if (own !== undefined) return own;
    const bytes = this.load();
    const row = this.slots[this.slotOf(Buffer.from(id, 'hex'), bytes)] ?? 0;
    return row === 0 ? undefined : decodeRecord(rowOf(bytes, row));
  }

  /** Whether an entry was found good, without a look at whether its record is damaged. */
  has(id: ActionId): boolean {
    if (this.added.has(id)) return true;
    const bytes = this.load();
    return this.slots[this.slotOf(Buffer.from(id, 'hex'), bytes)] !== 0;
  }

  /**
   * The entry of an action of which only the beginning is known, as build IDs and action graphs have it.
   *
   * @param hash see hashToString
   */
  findByHash(hash: string): ActionId | undefined {
    const bytes = this.load();
    const row = this.slots[this.slotOf(Buffer.from(hash, 'base64url'), bytes)] ?? 0;
    return row === 0 ? undefined : (rowOf(bytes, row).toString('hex', 0, 32) as ActionId);
  }

  /** The entries whose outputs are of some kinds, but for those added last. */
  *ofKinds(kinds: ReadonlySet<OutputKind>): Iterable<ActionId> {
    const bytes = this.load();
    for (const row of this.slots) {
      if (row === 0) continue;
      const record = rowOf(bytes, row);
      const kind = kindIn(record);
      if (kind !== undefined && kinds.has(kind)) yield record.toString('hex', 0, 32) as ActionId;
    }
  }

  /** Remembers an entry; save() writes it. */
  add(entry: VerifiedEntry): void {
    this.added.set(entry.id, entry);
  }

  /** All entries, those added last. */
  *all(): Iterable<VerifiedEntry> {
    const bytes = this.load();
    for (const row of this.slots) {
      if (row === 0) continue;
      const entry = decodeRecord(rowOf(bytes, row));
      if (entry !== undefined && !this.added.has(entry.id)) yield entry;
    }
    yield* this.added.values();
  }

  /**
   * Writes what was added.
   *
   * @param isThere whether an entry is still in the cache: asked when the file is written anew
   * @returns false where the disk is full or read-only: nothing was written, and the entries have to be verified again
   */
  save(isThere: (id: ActionId) => boolean = () => true): boolean {
    if (this.added.size === 0) return true;
    const bytes = this.load();
    const fresh = [...this.added.values()];
    const superseded = this.rows + fresh.length - this.living;
    try {
      if (this.needsRewrite || superseded > this.living + MOST_SUPERSEDED) {
        const living = [...this.all()].filter(({ id }) => isThere(id));
        writeFileAtomic(this.file, Buffer.concat([HEADER, encodeAll(living)]));
      } else {
        mkdirSync(dirname(this.file), { recursive: true });
        const records = encodeAll(fresh);
        appendFileSync(this.file, bytes.length === 0 ? Buffer.concat([HEADER, records]) : records);
      }
      return true;
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      return false;
    }
  }

  private load(): Buffer {
    if (this.bytes !== undefined) return this.bytes;
    const read = readWhole(this.file);
    const isOwn = read.length >= RECORD_SIZE && read.subarray(0, RECORD_SIZE).equals(HEADER);
    this.needsRewrite = read.length > 0 && (!isOwn || read.length % RECORD_SIZE !== 0);
    const bytes = isOwn ? read : Buffer.alloc(0);
    this.bytes = bytes;
    this.rows = Math.max(0, Math.floor(bytes.length / RECORD_SIZE) - 1);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * this.rows + 2)));
    for (let row = 1; row <= this.rows; row++) {
      const slot = this.slotOf(rowOf(bytes, row).subarray(0, 32), bytes);
      if (this.slots[slot] === 0) this.living++;
      this.slots[slot] = row;
    }
    return bytes;
  }

  /** The slot of an action ID, or of the first that begins so; or the free one where it would be. */
  private slotOf(id: Buffer, bytes: Buffer): number {
    const mask = this.slots.length - 1;
    for (let slot = id.readUInt32LE(0) & mask; ; slot = (slot + 1) & mask) {
      const row = this.slots[slot] ?? 0;
      if (row === 0) return slot;
      const at = row * RECORD_SIZE;
      if (bytes.compare(id, 0, id.length, at, at + id.length) === 0) return slot;
    }
  }
}

function rowOf(bytes: Buffer, row: number): Buffer {
  return bytes.subarray(row * RECORD_SIZE, (row + 1) * RECORD_SIZE);
}

function encodeAll(entries: readonly VerifiedEntry[]): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(entries.length * RECORD_SIZE));
  for (const [index, entry] of entries.entries()) encodeRecord(entry, rowOf(bytes, index));
  return bytes;
}

function headerOf(text: string): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(RECORD_SIZE));
  bytes.write(text, 'latin1');
  new Float64Array(bytes.buffer, RECORD_SIZE - 8, 1)[0] = Math.PI;
  return bytes;
}

/** In memory of its own, where numbers begin at multiples of eight. */
function readWhole(file: string): Buffer {
  try {
    const bytes = readFileSync(file);
    return bytes.byteOffset % 8 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return Buffer.alloc(0);
  }
}
