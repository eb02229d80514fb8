import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { readFully, systemErrorCode } from '../../support';
import { RECORD_SIZE } from './verified-entry';

const TITLE = Buffer.from('goshawk verified entries 2\n');
/** Bytes of the first part of an action ID, by which records are found. */
const KEY_SIZE = 4;
const ROOM = 256 * RECORD_SIZE;
/** Records that are read together in the time in which one is read singly. */
const WORTH_ALL = 64;

/** Numbers at the end of the header, each of eight bytes. */
interface Header {
  /** Another one whenever the file is written anew. */
  readonly generation: number;
  /** How many records are sorted. */
  readonly sorted: number;
}

/** What the file held when it was opened; a file that only grew since has all of it. */
export interface FileMark {
  readonly generation: number;
  readonly bytes: number;
}

/**
 * A file of records: a header; the first four bytes of the sorted records' IDs; these records; and others that were added since. Each
 * part is a multiple of a record long, and numbers are of this machine's byte order. Looking up a few records reads these, and not
 * the file. It is kept open until close().
 */
export class RecordsFile {
  private readonly handle: number | undefined;
  private readonly header: Header = { generation: 0, sorted: 0 };
  private readonly size: number = 0;
  private keysRead: Uint32Array | undefined;
  private isOpen = false;
  /** For records that are read one by one: memory for each alone costs more than to read it. */
  private room: Buffer = Buffer.alloc(0);
  private readSingly = 0;
  private all: Buffer | undefined;
  /** False where it is damaged: what is added to it would not be found. */
  readonly isWhole: boolean = true;

  /** @param path absolute; need not be there */
  constructor(path: string) {
    this.handle = openIfThere(path);
    if (this.handle === undefined) return;
    this.isOpen = true;
    const { size } = fstatSync(this.handle);
    if (size === 0) return;
    const header = size < RECORD_SIZE ? undefined : headerIn(this.read(0, RECORD_SIZE));
    const isOwn = header !== undefined && size >= addedFrom(header.sorted);
    this.isWhole = isOwn && size % RECORD_SIZE === 0;
    if (isOwn) [this.header, this.size] = [header, size];
  }

  get mark(): FileMark {
    return { generation: this.header.generation, bytes: this.size };
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  get sorted(): number {
    return this.header.sorted;
  }

  get added(): number {
    return this.isEmpty ? 0 : Math.floor((this.size - addedFrom(this.sorted)) / RECORD_SIZE);
  }

  /** Numbers, from 0, of the sorted records whose IDs may begin with some bytes, at least four. */
  *candidates(id: Buffer): Iterable<number> {
    const keys = this.keys();
    const key = id.readUInt32BE(0);
    let [low, high] = [0, keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    for (let number = low; keys[number] === key; number++) yield number;
  }

  sortedRecord(number: number): Buffer {
    if (this.all === undefined && ++this.readSingly > this.sorted / WORTH_ALL)
      this.all = this.sortedRecords();
    if (this.all !== undefined) return this.all.subarray(number * RECORD_SIZE, (number + 1) * RECORD_SIZE);
    if (this.room.length === 0) this.room = Buffer.from(new ArrayBuffer(ROOM));
    const bytes = this.room.subarray(0, RECORD_SIZE);
    this.room = this.room.subarray(RECORD_SIZE);
    return this.readInto(bytes, sortedFrom(this.sorted) + number * RECORD_SIZE);
  }

  sortedRecords(): Buffer {
    return this.all ?? this.read(sortedFrom(this.sorted), this.sorted * RECORD_SIZE);
  }

  addedRecords(): Buffer {
    return this.read(addedFrom(this.sorted), this.added * RECORD_SIZE);
  }

  close(): void {
    if (this.handle === undefined || !this.isOpen) return;
    this.isOpen = false;
    closeSync(this.handle);
  }

  private keys(): Uint32Array {
    if (this.keysRead === undefined) {
      const bytes = this.read(RECORD_SIZE, this.sorted * KEY_SIZE);
      this.keysRead = new Uint32Array(bytes.buffer, bytes.byteOffset, this.sorted);
    }
    return this.keysRead;
  }

  /** In memory where numbers begin at multiples of eight. */
  private read(from: number, length: number): Buffer {
    return this.readInto(Buffer.from(new ArrayBuffer(length)), from);
  }

  private readInto(bytes: Buffer, from: number): Buffer {
    if (this.handle !== undefined && bytes.length > 0) readFully(this.handle, bytes, from);
    return bytes;
  }
}

/** What a file begins with to which records are added. */
export function emptyFile(): Buffer {
  return headerOf(0);
}

/** The file of some records, which are `records` bytes one after the other, sorted by ID. */
export function sortedFile(records: Buffer): Buffer {
  const sorted = records.length / RECORD_SIZE;
  const keys = Buffer.from(new ArrayBuffer(sortedFrom(sorted) - RECORD_SIZE));
  const numbers = new Uint32Array(keys.buffer, keys.byteOffset, sorted);
  for (let number = 0; number < sorted; number++)
    numbers[number] = records.readUInt32BE(number * RECORD_SIZE);
  return Buffer.concat([headerOf(sorted), keys, records]);
}

function sortedFrom(sorted: number): number {
  return RECORD_SIZE * (1 + Math.ceil((sorted * KEY_SIZE) / RECORD_SIZE));
}

function addedFrom(sorted: number): number {
  return sortedFrom(sorted) + sorted * RECORD_SIZE;
}

function headerOf(sorted: number): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(RECORD_SIZE));
  TITLE.copy(bytes);
  const generation = randomBytes(6).readUIntLE(0, 6);
  new Float64Array(bytes.buffer, RECORD_SIZE - 24, 3).set([generation, sorted, Math.PI]);
  return bytes;
}

/** Undefined for a file of something else, or of a machine with another byte order. */
function headerIn(bytes: Buffer): Header | undefined {
  const [generation = 0, sorted = 0, pi] = new Float64Array(
    bytes.buffer,
    bytes.byteOffset + RECORD_SIZE - 24,
    3,
  );
  const isOwn = bytes.subarray(0, TITLE.length).equals(TITLE) && pi === Math.PI;
  return isOwn && Number.isSafeInteger(sorted) && sorted >= 0 ? { generation, sorted } : undefined;
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
