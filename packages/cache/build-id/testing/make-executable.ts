/** Bits of a word and byte order. */
export type ElfKind = readonly [bits: 32 | 64, order: 'little' | 'big'];

/** A note of one owner. */
export interface MadeNote {
  readonly name: string;
  readonly type: number;
  readonly content: string;
}

const [SEGMENTS, NOTES, NAMES, SECTIONS] = [0x100, 0x200, 0x400, 0x500] as const;
const NOTE_SECTION = '.note.gnu.build-id';

/** Where the content of the section `.note.gnu.build-id` of a made ELF file is: sixteen bytes of its own header, and this. */
export const MADE_GNU_NOTE = { start: 0x300, size: 36 } as const;

/** An ELF file that is nothing but headers: a segment of notes, and a section `.note.gnu.build-id`. */
export function makeElf([bits, order]: ElfKind, notes: readonly MadeNote[]): Buffer {
  const file = Buffer.alloc(0x700);
  const is64 = bits === 64;
  const put = (at: number, value: number, size: number): void => {
    if (size === 8) put(order === 'little' ? at : at + 4, value, 4);
    else if (order === 'little') file.writeUIntLE(value, at, size);
    else file.writeUIntBE(value, at, size);
  };
  /** Puts numbers one behind another; `word` is of the size of an address. */
  const putAll = (start: number, fields: readonly (readonly [number, 2 | 4 | 'word'])[]): number => {
    let at = start;
    for (const [value, size] of fields) {
      const bytes = size === 'word' ? bits / 8 : size;
      put(at, value, bytes);
      at += bytes;
    }
    return at;
  };
  file.write(`\x7fELF${is64 ? '\x02' : '\x01'}${order === 'little' ? '\x01' : '\x02'}\x01`, 'latin1');
  const [segmentSize, sectionSize] = is64 ? [56, 64] : [32, 40];
  putAll(16, [
    ...([
      [2, 2],
      [62, 2],
      [1, 4],
      [0, 'word'],
      [SEGMENTS, 'word'],
      [SECTIONS, 'word'],
      [0, 4],
    ] as const),
    ...([
      [is64 ? 64 : 52, 2],
      [segmentSize, 2],
      [2, 2],
      [sectionSize, 2],
      [3, 2],
      [2, 2],
    ] as const),
  ]);
  const length = writeNotes(notes);
  const place = [
    [NOTES, 'word'],
    [0, 'word'],
    [0, 'word'],
    [length, 'word'],
    [length, 'word'],
  ] as const;
  const flags = [4, 4] as const;
  putAll(SEGMENTS, [[1, 4]]);
  putAll(
    SEGMENTS + segmentSize,
    is64 ? [[4, 4], flags, ...place, [4, 'word']] : [[4, 4], ...place, flags, [4, 'word']],
  );
  file.write(`\0${NOTE_SECTION}\0.shstrtab\0`, NAMES, 'latin1');
  const section = (index: number, name: number, start: number, size: number): void => {
    const fields = [
      [name, 4],
      [7, 4],
      [0, 'word'],
      [0, 'word'],
      [start, 'word'],
      [size, 'word'],
    ] as const;
    putAll(SECTIONS + index * sectionSize, fields);
  };
  section(1, 1, MADE_GNU_NOTE.start, MADE_GNU_NOTE.size);
  section(2, NOTE_SECTION.length + 2, NAMES, 0x40);
  return file;

  function writeNotes(all: readonly MadeNote[]): number {
    let at: number = NOTES;
    for (const { name, type, content } of all) {
      at = putAll(at, [
        [name.length, 4],
        [content.length, 4],
        [type, 4],
      ]);
      file.write(name, at, 'latin1');
      at += Math.ceil(name.length / 4) * 4;
      file.write(content, at, 'latin1');
      at += Math.ceil(content.length / 4) * 4;
    }
    return at - NOTES;
  }
}
