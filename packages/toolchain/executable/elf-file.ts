import { Fields, type ProgramPart, type ReadBytes } from './read-bytes';

/** Where the fields of the headers are, in bytes from their beginning (debug/elf/elf.go: Header32, Header64 and so on). */
const LAYOUTS = {
  32: {
    header: { size: 52, programs: 28, sections: 32, counts: 42 },
    program: { size: 32, offset: 4, address: 8, length: 16, flags: 24, align: 28 },
    section: { size: 40, address: 12, offset: 16, length: 20 },
  },
  64: {
    header: { size: 64, programs: 32, sections: 40, counts: 54 },
    program: { size: 56, flags: 4, offset: 8, address: 16, length: 32, align: 48 },
    section: { size: 64, address: 16, offset: 24, length: 32 },
  },
} as const;

type Bits = keyof typeof LAYOUTS;

const PT_LOAD = 1;
const PT_NOTE = 4;
const PF_X = 1;
const PF_W = 2;
/** Greatest size of a program's notes and of its names of sections that we read; those of Go are below 1 KB. */
const GREATEST = 64 * 1024;
const LONGEST_NAME = 64;

/** A note: who defined it, its type, its content. */
export interface ElfNote {
  readonly name: string;
  readonly type: number;
  readonly content: Buffer;
}

/** The headers of an ELF file, of either byte order and word size. */
export class ElfFile {
  private constructor(
    private readonly read: ReadBytes,
    private readonly bits: Bits,
    private readonly order: 'little' | 'big',
    private readonly header: Fields,
  ) {}

  /** @returns undefined for what is no ELF file */
  static open(read: ReadBytes): ElfFile | undefined {
    const bytes = read(0, LAYOUTS[64].header.size);
    if (bytes.toString('latin1', 0, 4) !== '\x7fELF') return undefined;
    const bits = ([undefined, 32, 64] as const)[bytes[4] ?? 0];
    const order = ([undefined, 'little', 'big'] as const)[bytes[5] ?? 0];
    if (bits === undefined || order === undefined) return undefined;
    return new ElfFile(read, bits, order, new Fields(bytes, order));
  }

  /** The notes of all segments that hold notes. */
  *notes(): Iterable<ElfNote> {
    const { program } = LAYOUTS[this.bits];
    for (const { table, at } of this.programs(PT_NOTE)) {
      const offset = this.word(table, at + program.offset);
      const length = Math.min(this.word(table, at + program.length), GREATEST);
      yield* notesIn(this.fields(offset, length), offset, this.word(table, at + program.align));
    }
  }

  /** The first segment that can be written and not run. */
  writableSegment(): ProgramPart | undefined {
    const { program } = LAYOUTS[this.bits];
    for (const { table, at } of this.programs(PT_LOAD)) {
      if ((table.uint32(at + program.flags) & (PF_X | PF_W)) === PF_W) return this.partAt(table, at, program);
    }
    return undefined;
  }

  /** Program headers of one type: a table, and where they begin in it. */
  private *programs(type: number): Iterable<{ table: Fields; at: number }> {
    const { header, program } = LAYOUTS[this.bits];
    const [size, count] = [this.header.uint16(header.counts), this.header.uint16(header.counts + 2)];
    if (size < program.size) return;
    const table = this.fields(this.word(this.header, header.programs), size * count);
    for (let at = 0; at < table.bytes.length; at += size) if (table.uint32(at) === type) yield { table, at };
  }

  /** Where the first section of a name is. */
  section(name: string): ProgramPart | undefined {
    const { section } = LAYOUTS[this.bits];
    const { sections, counts } = LAYOUTS[this.bits].header;
    const size = this.header.uint16(counts + 4);
    if (size < section.size) return undefined;
    const table = this.fields(this.word(this.header, sections), size * this.header.uint16(counts + 6));
    const rangeAt = (index: number) => this.partAt(table, index * size, section);
    const { start, end } = rangeAt(this.header.uint16(counts + 8));
    const names = this.fields(start, Math.min(end - start, GREATEST));
    for (let index = 0; index * size < table.bytes.length; index++) {
      if (names.text(table.uint32(index * size), LONGEST_NAME) === name) return rangeAt(index);
    }
    return undefined;
  }

  private partAt(
    table: Fields,
    at: number,
    layout: Record<'offset' | 'length' | 'address', number>,
  ): ProgramPart {
    const start = this.word(table, at + layout.offset);
    const end = start + this.word(table, at + layout.length);
    return { start, end, address: this.word(table, at + layout.address) };
  }

  private fields(offset: number, length: number): Fields {
    return new Fields(this.read(offset, length), this.order);
  }

  private word(fields: Fields, at: number): number {
    return this.bits === 64 ? fields.uint64(at) : fields.uint32(at);
  }
}

/** @param offset of the notes in the file, which their alignment counts from (cmd/internal/buildid/note.go: readELF) */
function* notesIn(fields: Fields, offset: number, align: number): Iterable<ElfNote> {
  let at = 0;
  while (at + 16 <= fields.bytes.length) {
    const [nameSize, size, type] = [fields.uint32(at), fields.uint32(at + 4), fields.uint32(at + 8)];
    const content = at + 12 + roundUp(nameSize, 4);
    yield {
      name: fields.bytes.toString('latin1', at + 12, at + 12 + nameSize),
      type,
      content: fields.bytes.subarray(content, content + size),
    };
    at = roundUp(offset + content + roundUp(size, 4), align) - offset;
  }
}

function roundUp(value: number, step: number): number {
  return step > 1 ? Math.ceil(value / step) * step : value;
}
