import { Fields, type ByteRange, type ProgramPart, type ReadBytes } from './read-bytes';

const MAGICS = new Map<number, { bits: 32 | 64; order: 'little' | 'big' }>([
  [0xfeedface, { bits: 32, order: 'big' }],
  [0xfeedfacf, { bits: 64, order: 'big' }],
  [0xcefaedfe, { bits: 32, order: 'little' }],
  [0xcffaedfe, { bits: 64, order: 'little' }],
]);

/** Where things are in a load command that defines a segment, in bytes (debug/macho/macho.go: Segment32, Segment64). */
const SEGMENTS = {
  32: { command: 0x1, count: 48, sections: 56, section: { size: 68, address: 32, length: 36, offset: 40 } },
  64: { command: 0x19, count: 64, sections: 72, section: { size: 80, address: 32, length: 40, offset: 48 } },
} as const;

export const LC_UUID = 0x1b;
export const LC_CODE_SIGNATURE = 0x1d;

/** Greatest size of load commands that we read; those of Go are below 4 KB. */
const GREATEST = 1024 * 1024;

/** A command to the loader. */
export interface LoadCommand {
  readonly command: number;
  /** In the file, with the eight bytes of its own header. */
  readonly place: ByteRange;
  /** With its own header. */
  readonly fields: Fields;
}

/** The load commands of a Mach-O file for one architecture. */
export class MachOFile {
  private constructor(
    private readonly bits: 32 | 64,
    readonly commands: readonly LoadCommand[],
  ) {}

  /** @returns undefined for what is no such file */
  static open(read: ReadBytes): MachOFile | undefined {
    const head = read(0, 32);
    const kind = head.length < 32 ? undefined : MAGICS.get(head.readUInt32BE(0));
    if (kind === undefined) return undefined;
    const { bits, order } = kind;
    const [header, start] = [new Fields(head, order), bits === 64 ? 32 : 28];
    const bytes = read(start, Math.min(header.uint32(20), GREATEST));
    const all = new Fields(bytes, order);
    const commands: LoadCommand[] = [];
    for (let at = 0, left = header.uint32(16); left > 0; left--) {
      const size = all.uint32(at + 4);
      if (size < 8 || at + size > bytes.length) break;
      const fields = new Fields(bytes.subarray(at, at + size), order);
      commands.push({
        command: all.uint32(at),
        place: { start: start + at, end: start + at + size },
        fields,
      });
      at += size;
    }
    return new MachOFile(bits, commands);
  }

  find(command: number): LoadCommand | undefined {
    return this.commands.find((candidate) => candidate.command === command);
  }

  /** Where the first section of a name is. */
  section(name: string): ProgramPart | undefined {
    const { command, count, sections, section } = SEGMENTS[this.bits];
    for (const { command: own, fields } of this.commands) {
      if (own !== command) continue;
      const end = Math.min(sections + fields.uint32(count) * section.size, fields.bytes.length);
      for (let at = sections; at < end; at += section.size) {
        if (fields.text(at, 16) !== name) continue;
        const word = (place: number) => (this.bits === 64 ? fields.uint64(place) : fields.uint32(place));
        const start = fields.uint32(at + section.offset);
        return { start, end: start + word(at + section.length), address: word(at + section.address) };
      }
    }
    return undefined;
  }
}
