import fc from 'fast-check';
import { readExecutableBuildId } from './executable-build-id';
import { partsOfMemory } from './file-parts';
import { MADE_GNU_NOTE, makeElf, type ElfKind } from './testing/make-executable';
import { unhashedRanges } from './unhashed-ranges';

const ID = ['a', 'b', 'c', 'd'].map((character) => character.repeat(20)).join('/');
const TEXT = Buffer.from(`\xff Go build ID: "${ID}"\n \xff`, 'latin1');
const GO_NOTE = { name: 'Go\0\0', type: 4, content: ID };
const OTHER_NOTES = [
  { name: 'GNU\0', type: 3, content: 'z'.repeat(20) },
  { name: 'Go\0\0', type: 5, content: 'not a build ID' },
  { name: 'NetBSD\0', type: 1, content: 'odd' },
];
const KINDS: readonly ElfKind[] = [
  [32, 'little'],
  [32, 'big'],
  [64, 'little'],
  [64, 'big'],
];

describe('readExecutableBuildId', () => {
  it.each(KINDS)('reads the note of Go among others, in ELF of %i bits and %s byte order', (...kind) => {
    expect(find(makeElf(kind, [GO_NOTE]))).toBe(ID);
    expect(find(makeElf(kind, [...OTHER_NOTES, GO_NOTE]))).toBe(ID);
    expect(find(makeElf(kind, OTHER_NOTES))).toBeUndefined();
  });

  it('takes no text in ELF for a build ID', () => {
    expect(find(Buffer.concat([makeElf([64, 'little'], []), TEXT]))).toBeUndefined();
  });

  it.each([
    ['PE', 'MZ', 0x600],
    ['WebAssembly', '\0asm', 40],
    ['Plan 9', '\0\0\x8a\x97', 0x20],
  ])('reads the text near the beginning of %s', (_, magic, at) => {
    expect(find(Buffer.concat([Buffer.from(magic, 'latin1'), Buffer.alloc(at), TEXT]))).toBe(ID);
  });

  it('looks in the first 32 KB only', () => {
    expect(find(Buffer.concat([Buffer.alloc(32 * 1024 - TEXT.length), TEXT]))).toBe(ID);
    expect(find(Buffer.concat([Buffer.alloc(32 * 1024 - TEXT.length + 1), TEXT]))).toBeUndefined();
  });

  it.each([32, 64] as const)('reads the text of a Mach-O file of %i bits, wherever it is', (bits) => {
    expect(find(makeMachO(bits, 100_000))).toBe(ID);
  });

  it('accepts any bytes, and headers that say anything', () => {
    const beginnings = [
      ...KINDS.map((kind) => makeElf(kind, [GO_NOTE])),
      makeMachO(64, 300),
      makeMachO(32, 300),
    ];
    const damage = fc.array(fc.tuple(fc.nat(0x700), fc.uint8Array({ minLength: 1, maxLength: 8 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.nat(beginnings.length - 1), damage, fc.nat(0x700), (index, changes, length) => {
        const bytes = Buffer.from(beginnings[index] ?? '');
        for (const [at, change] of changes)
          bytes.set(change.subarray(0, Math.max(bytes.length - at, 0)), Math.min(at, bytes.length));
        const read = partsOfMemory(bytes.subarray(0, length));
        readExecutableBuildId(read);
        unhashedRanges(read);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('unhashedRanges', () => {
  it.each(KINDS)('gives the content of the GNU note, in ELF of %i bits and %s byte order', (...kind) => {
    const { start, size } = MADE_GNU_NOTE;
    expect(unhashedRanges(partsOfMemory(makeElf(kind, [GO_NOTE])))).toEqual([
      { start: start + 16, end: start + size },
    ]);
  });

  it('gives the signature and the UUID of a Mach-O file', () => {
    expect(unhashedRanges(partsOfMemory(makeMachO(64, 300)))).toEqual([
      { start: 5000, end: 5600 },
      { start: 32 + 152 + 16 + 8, end: 32 + 152 + 16 + 24 },
    ]);
  });

  it('gives nothing of other files', () => {
    expect(unhashedRanges(partsOfMemory(Buffer.from('MZ')))).toEqual([]);
  });
});

/** A little-endian file with a segment of one section `__text`, a signature and a UUID, and its text at an offset. */
function makeMachO(bits: 32 | 64, textAt: number): Buffer {
  const words = (...values: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, index) => bytes.writeUInt32LE(value, 4 * index));
    return bytes;
  };
  const name = (text: string): Buffer => Buffer.from(text.padEnd(16, '\0'));
  const is64 = bits === 64;
  const section = Buffer.concat([
    ...[name('__text'), name('__TEXT')],
    is64
      ? words(0, 0, TEXT.length, 0, textAt, 0, 0, 0, 0, 0, 0, 0)
      : words(0, TEXT.length, textAt, 0, 0, 0, 0, 0, 0),
  ]);
  const segmentNumbers = is64 ? words(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0) : words(0, 0, 0, 0, 0, 0, 1, 0);
  const segment = Buffer.concat([name('__TEXT'), segmentNumbers, section]);
  const commands = Buffer.concat([
    ...[words(is64 ? 0x19 : 1, segment.length + 8), segment],
    words(0x1d, 16, 5000, 600),
    ...[words(0x1b, 24), Buffer.alloc(16, 'u')],
  ]);
  const header = words(is64 ? 0xfeedfacf : 0xfeedface, 0, 0, 2, 3, commands.length, 0, ...(is64 ? [0] : []));
  const file = Buffer.alloc(textAt + TEXT.length);
  Buffer.concat([header, commands]).copy(file);
  TEXT.copy(file, textAt);
  return file;
}

function find(bytes: Buffer): string | undefined {
  return readExecutableBuildId(partsOfMemory(bytes))?.whole;
}
