import type { BlockPlace } from './block-place';
import { ByteReader } from './byte-reader';
import type { OpenedFile } from './opened-file';

const LOADED = 1; // PT_LOAD
const EXECUTABLE = 1; // PF_X
const WRITABLE = 2; // PF_W

/** Where an ELF file has its block: in a section of its own, else in the first writable segment (debug/buildinfo: elfExe). */
export function findInElf(file: OpenedFile): BlockPlace | undefined {
  const ident = file.read(0, 64);
  const layout = ident[4] === 2 ? WIDE : NARROW;
  const order = ident[5] === 2 ? 'big' : 'little';
  const header = new ByteReader(ident, order);
  return findSection(file, header, layout, order) ?? findSegment(file, header, layout, order);
}

type Order = 'little' | 'big';

/** Offsets of fields in the headers of 32-bit and 64-bit files (elf(5)). */
interface Layout {
  readonly word: 'u32' | 'u64';
  readonly header: Record<'programs' | 'sections' | 'programSize' | 'sectionSize' | 'names', number>;
  readonly section: Record<'address' | 'offset' | 'size' | 'length', number>;
  readonly segment: Record<'flags' | 'offset' | 'address' | 'size' | 'length', number>;
}

const NARROW: Layout = {
  word: 'u32',
  header: { programs: 28, sections: 32, programSize: 42, sectionSize: 46, names: 50 },
  section: { address: 12, offset: 16, size: 20, length: 40 },
  segment: { offset: 4, address: 8, size: 16, flags: 24, length: 32 },
};

const WIDE: Layout = {
  word: 'u64',
  header: { programs: 32, sections: 40, programSize: 54, sectionSize: 58, names: 62 },
  section: { address: 16, offset: 24, size: 32, length: 64 },
  segment: { flags: 4, offset: 8, address: 16, size: 32, length: 56 },
};

function findSection(
  file: OpenedFile,
  header: ByteReader,
  { word, header: at, section }: Layout,
  order: Order,
): BlockPlace | undefined {
  const [length, count] = [header.u16(at.sectionSize), header.u16(at.sectionSize + 2)];
  if (length < section.length || count === 0) return undefined;
  const table = new ByteReader(file.read(header[word](at.sections), length * count), order);
  const placeOf = (index: number): BlockPlace => ({
    offset: table[word](index * length + section.offset),
    size: table[word](index * length + section.size),
    address: table[word](index * length + section.address),
  });
  const strings = placeOf(header.u16(at.names));
  const names = new ByteReader(file.read(strings.offset, strings.size), order);
  for (let index = 0; index < count; index++) {
    if (names.text(table.u32(index * length), 32) === '.go.buildinfo') return placeOf(index);
  }
  return undefined;
}

function findSegment(
  file: OpenedFile,
  header: ByteReader,
  { word, header: at, segment }: Layout,
  order: Order,
): BlockPlace | undefined {
  const [length, count] = [header.u16(at.programSize), header.u16(at.programSize + 2)];
  if (length < segment.length || count === 0) return undefined;
  const table = new ByteReader(file.read(header[word](at.programs), length * count), order);
  for (let start = 0; start < length * count; start += length) {
    const flags = table.u32(start + segment.flags);
    if (table.u32(start) !== LOADED || (flags & (EXECUTABLE | WRITABLE)) !== WRITABLE) continue;
    return {
      offset: table[word](start + segment.offset),
      size: table[word](start + segment.size),
      address: table[word](start + segment.address),
    };
  }
  return undefined;
}
