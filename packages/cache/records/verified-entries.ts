import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode, writeFileAtomic } from '../../support';
import type { ActionId } from '../entries/ids';
import { emptyFile, RecordsFile, sortedFile, type FileMark } from './records-file';
import {
  decodeRecord,
  encodeRecord,
  kindIn,
  RECORD_SIZE,
  type OutputKind,
  type VerifiedEntry,
} from './verified-entry';

/** Added records from which on the file is written anew, and the part of all that they may be. */
const MOST_ADDED = 1024;
const ADDED_PART = 1 / 8;
/** Bytes of an action ID in a hash (see hashToString). */
const HASH_SIZE = 15;

/**
 * The entries of a cache that were found good, in a file. Records are appended, so that processes that verify at the same time
 * lose nothing of each other; the last record of an action counts. A file that is damaged costs the verification of what it
 * held, no more.
 */
export class VerifiedEntries {
  private readonly records: RecordsFile;
  /** Records behind the sorted ones, by the beginnings of their IDs that hashes are; undefined until they are read. */
  private tail: Map<string, Buffer> | undefined;
  /** Those that were looked up: who asks whether there is one asks for it next. */
  private readonly found = new Map<ActionId, Buffer>();
  private readonly added = new Map<ActionId, VerifiedEntry>();

  /**
   * It keeps the file open until close().
   *
   * @param file absolute; need not be there
   */
  constructor(private readonly file: string) {
    this.records = new RecordsFile(file);
  }

  /** What the file holds; undefined where it is damaged. */
  get mark(): FileMark | undefined {
    return this.records.isWhole ? this.records.mark : undefined;
  }

  find(id: ActionId): VerifiedEntry | undefined {
    const own = this.added.get(id);
    if (own !== undefined) return own;
    const record = this.recordOf(id);
    return record === undefined ? undefined : decodeRecord(record);
  }

  /** Whether an entry was found good, without a look at whether its record is damaged. */
  has(id: ActionId): boolean {
    return this.added.has(id) || this.recordOf(id) !== undefined;
  }

  /**
   * The entry of an action of which only the beginning is known, as build IDs and action graphs have it.
   *
   * @param hash see hashToString
   */
  findByHash(hash: string): ActionId | undefined {
    const record = this.recordFrom(Buffer.from(hash, 'base64url'));
    if (record === undefined) return undefined;
    const id = idIn(record);
    this.found.set(id, record);
    return id;
  }

  /** The entries whose outputs are of some kinds, but for those added last. */
  *ofKinds(kinds: ReadonlySet<OutputKind>): Iterable<ActionId> {
    for (const record of this.stored()) {
      const kind = kindIn(record);
      if (kind !== undefined && kinds.has(kind)) yield idIn(record);
    }
  }

  /** Remembers an entry; save() writes it. */
  add(entry: VerifiedEntry): void {
    this.added.set(entry.id, entry);
  }

  /** All entries, those added last. */
  *all(): Iterable<VerifiedEntry> {
    for (const record of this.stored()) {
      const entry = decodeRecord(record);
      if (entry !== undefined && !this.added.has(entry.id)) yield entry;
    }
    yield* this.added.values();
  }

  /**
   * Writes what was added, and closes the file: it answers nothing any more.
   *
   * @param isThere whether an entry of before is still in the cache: asked when the file is written anew
   * @returns what the file holds now; undefined where the disk is full or read-only: nothing was written, and the entries have to
   *   be verified again
   */
  save(isThere: (id: ActionId) => boolean = () => true): FileMark | undefined {
    if (this.added.size === 0) return this.mark;
    const { isWhole, isEmpty, sorted, added } = this.records;
    const behind = added + this.added.size;
    try {
      if (!isWhole || behind > MOST_ADDED + sorted * ADDED_PART) this.writeAnew(isThere);
      else this.append(isEmpty);
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      return undefined;
    }
    const written = new VerifiedEntries(this.file);
    written.close();
    return written.mark;
  }

  close(): void {
    this.records.close();
  }

  private append(isEmpty: boolean): void {
    this.close();
    mkdirSync(dirname(this.file), { recursive: true });
    const records = encodeAll([...this.added.values()]);
    appendFileSync(this.file, isEmpty ? Buffer.concat([emptyFile(), records]) : records);
  }

  /** Systems refuse to replace an open file. */
  private writeAnew(isThere: (id: ActionId) => boolean): void {
    const living = [...this.all()].filter(({ id }) => this.added.has(id) || isThere(id));
    this.close();
    living.sort((one, other) => (one.id < other.id ? -1 : 1));
    writeFileAtomic(this.file, sortedFile(encodeAll(living)));
  }

  /** All records that count, but for those added last. */
  private *stored(): Iterable<Buffer> {
    const tail = this.loadTail();
    for (const record of each(this.records.sortedRecords())) {
      if (tail.size === 0 || !tail.has(keyOf(record))) yield record;
    }
    yield* tail.values();
  }

  private recordOf(id: ActionId): Buffer | undefined {
    const known = this.found.get(id);
    if (known !== undefined) return known;
    const record = this.recordFrom(Buffer.from(id, 'hex'));
    if (record !== undefined) this.found.set(id, record);
    return record;
  }

  /** @param beginning of an action ID, HASH_SIZE bytes at least */
  private recordFrom(beginning: Buffer): Buffer | undefined {
    const tail = this.loadTail();
    const added = tail.size === 0 ? undefined : tail.get(keyOf(beginning));
    if (added !== undefined && startsWith(added, beginning)) return added;
    for (const number of this.records.candidates(beginning)) {
      const record = this.records.sortedRecord(number);
      if (startsWith(record, beginning)) return record;
    }
    return undefined;
  }

  private loadTail(): Map<string, Buffer> {
    if (this.tail === undefined) {
      this.tail = new Map();
      for (const record of each(this.records.addedRecords())) this.tail.set(keyOf(record), record);
    }
    return this.tail;
  }
}

function keyOf(id: Buffer): string {
  return id.toString('latin1', 0, HASH_SIZE);
}

function startsWith(record: Buffer, beginning: Buffer): boolean {
  return record.compare(beginning, 0, beginning.length, 0, beginning.length) === 0;
}

function idIn(record: Buffer): ActionId {
  return record.toString('hex', 0, 32) as ActionId;
}

function* each(records: Buffer): Iterable<Buffer> {
  for (let at = 0; at < records.length; at += RECORD_SIZE) yield records.subarray(at, at + RECORD_SIZE);
}

function encodeAll(entries: readonly VerifiedEntry[]): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(entries.length * RECORD_SIZE));
  for (const [index, entry] of entries.entries()) {
    encodeRecord(entry, bytes.subarray(index * RECORD_SIZE, (index + 1) * RECORD_SIZE));
  }
  return bytes;
}
