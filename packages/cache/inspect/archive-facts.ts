import { ARCHIVE_HEAD_SIZE, readArchiveHead } from '../build-id/archive-head';
import type { BuildId } from '../build-id/build-id';
import { Fields, type ReadBytes } from '../../toolchain';

/** What a compiled package says of itself and of what it imports. */
export interface ArchiveFacts {
  readonly buildId: BuildId;
  /** As the compiler was given it: that of a test's external package ends in `_test`, that of every program is `main`. */
  readonly importPath: string | undefined;
  /** Files that it has positions of, as the compiler was given them: its own, and those of functions that it inlines. */
  readonly files: readonly string[];
  /** Of its export data: what the linker compares with the fingerprints in archives that import it. */
  readonly fingerprint: string | undefined;
  /** Packages that it imports directly. */
  readonly imports: readonly ImportedPackage[];
}

/** A package as an archive that imports it names it: exactly the export data that it was compiled against. */
export interface ImportedPackage {
  readonly importPath: string;
  readonly fingerprint: string;
}

/** Layout of an object file (cmd/internal/goobj/objfile.go: Header, the same from Go 1.20 to 1.26). */
const MAGIC = '\0go120ld';
const FINGERPRINT = MAGIC.length;
const OFFSETS = FINGERPRINT + 8 + 4;
const BLOCKS = 19;
const HEADER_SIZE = OFFSETS + 4 * BLOCKS;
const [IMPORTS, PACKAGES, FILES, SYMBOLS, GLOBALS, GLOBALS_END] = [0, 1, 2, 3, 6, 7];
const STRING_SIZE = 8;
const IMPORT_SIZE = STRING_SIZE + 8;
const SYMBOL_SIZE = STRING_SIZE + 13;

/** A member of an archive begins with its name, its size from byte 48 on, and other fields. */
const MEMBER_HEADER = 60;
const FIRST_MEMBER = 8;
/** Bytes in which an object file begins behind its text header: few, or more where directives of cgo stand in between. */
const NEAR = [512, 64 * 1024];
/** Greatest part that is taken for tables: those of the largest packages that are known have some megabytes. */
const GREATEST = 64 * 1024 * 1024;

/** The compiler makes a symbol of this name for every package (cmd/compile/internal/dwarfgen/dwarf.go: RecordPackageName). */
const NAME_SYMBOL = 'go:cuinfo.packagename.';

/** Go 1.21 begins the name of each file with this (cmd/internal/src/pos.go: FileSymPrefix). */
const FILE_MARK = /^gofile\.\./;

/**
 * Reads what a compiled package says, without its code: some kilobytes of most archives.
 *
 * @returns undefined for what is no such archive; with the build ID alone where the object file is of another form
 */
export function readArchiveFacts(read: ReadBytes): ArchiveFacts | undefined {
  const head = readArchiveHead(read(0, ARCHIVE_HEAD_SIZE));
  if (head === undefined) return undefined;
  const { buildId } = head;
  const object = findObject(read);
  if (object === undefined) {
    return { buildId, importPath: undefined, files: [], fingerprint: undefined, imports: [] };
  }
  return { buildId, ...factsOf(object) };
}

/** Tables of an object file: strings, then the blocks that refer to them. */
interface ObjectTables {
  readonly fields: Fields;
  /** Where each block begins; one ends where the next begins. */
  readonly offsets: readonly number[];
}

function findObject(read: ReadBytes): ObjectTables | undefined {
  const member = FIRST_MEMBER + MEMBER_HEADER;
  const size = Number(read(FIRST_MEMBER, MEMBER_HEADER).toString('latin1', 48, 58).trim());
  if (!Number.isSafeInteger(size)) return undefined;
  // Members begin at even offsets.
  const next = member + size + (size % 2) + MEMBER_HEADER;
  const mark = `\n!\n${MAGIC}`;
  const found = NEAR.map((length) => read(next, length).indexOf(mark, 0, 'latin1')).find((at) => at >= 0);
  if (found === undefined) return undefined;
  const start = next + found + 3;
  const header = new Fields(read(start, HEADER_SIZE), 'little');
  const offsets = Array.from({ length: BLOCKS }, (_, block) => header.uint32(OFFSETS + 4 * block));
  const end = offsets[GLOBALS_END] ?? 0;
  if (end < HEADER_SIZE || end > GREATEST || !isAscending(offsets)) return undefined;
  const bytes = readPieces(read, start, end);
  return bytes.length === end ? { fields: new Fields(bytes, 'little'), offsets } : undefined;
}

/** A ReadBytes gives no more than a megabyte at once. */
function readPieces(read: ReadBytes, start: number, length: number): Buffer {
  const pieces: Buffer[] = [];
  for (let filled = 0; filled < length;) {
    const piece = read(start + filled, length - filled);
    if (piece.length === 0) break;
    pieces.push(piece);
    filled += piece.length;
  }
  return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
}

function factsOf(object: ObjectTables): Omit<ArchiveFacts, 'buildId'> {
  const { fields } = object;
  return {
    importPath: importPathOf(object),
    files: rowsOf(object, FILES, SYMBOLS, STRING_SIZE).map((at) =>
      stringAt(fields, at).replace(FILE_MARK, ''),
    ),
    fingerprint: fields.bytes.toString('hex', FINGERPRINT, FINGERPRINT + 8),
    imports: rowsOf(object, IMPORTS, PACKAGES, IMPORT_SIZE).map((at) => ({
      importPath: stringAt(fields, at),
      fingerprint: fields.bytes.toString('hex', at + STRING_SIZE, at + IMPORT_SIZE),
    })),
  };
}

function importPathOf(object: ObjectTables): string | undefined {
  const { fields, offsets } = object;
  const strings = fields.bytes.subarray(0, offsets[IMPORTS]);
  for (
    let found = strings.indexOf(NAME_SYMBOL);
    found >= 0;
    found = strings.indexOf(NAME_SYMBOL, found + 1)
  ) {
    const symbol = rowsOf(object, GLOBALS, GLOBALS_END, SYMBOL_SIZE).find(
      (at) => fields.uint32(at + 4) === found,
    );
    if (symbol !== undefined) return stringAt(fields, symbol).slice(NAME_SYMBOL.length);
  }
  return undefined;
}

function rowsOf({ offsets }: ObjectTables, block: number, next: number, size: number): number[] {
  const [start = 0, end = 0] = [offsets[block], offsets[next]];
  return Array.from({ length: Math.floor((end - start) / size) }, (_, row) => start + row * size);
}

/** A string is its length and its offset; names are UTF-8. */
function stringAt(fields: Fields, at: number): string {
  const [length, offset] = [fields.uint32(at), fields.uint32(at + 4)];
  return fields.bytes.toString('utf8', offset, offset + length);
}

function isAscending(offsets: readonly number[]): boolean {
  return offsets.every((offset, index) => index === 0 || offset >= (offsets[index - 1] ?? 0));
}
