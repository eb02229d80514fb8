import type { ProgramPart } from '../executable';
import type { OpenedFile } from './opened-file';

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const ALIGNMENT = 16;
const HEADER = 32;
const FLAGS = 15;
/** Set since Go 1.18: the strings follow the header. Before, it had pointers to them. */
const INLINE = 2;
const CHUNK = 1024 * 1024;
/** Bytes of a number with a continuation bit in each (encoding/binary: MaxVarintLen64). */
const LONGEST_NUMBER = 10;
/** Sentinels of 16 bytes stand around the module information (cmd/go/internal/modload/build.go: infoStart, infoEnd). */
const SENTINEL = 16;

/** What the block says, as it stands there. */
export interface BuildBlock {
  readonly goVersion: string;
  /** As runtime/debug.BuildInfo.String writes it; '' for a program that was built without modules. */
  readonly text: string;
}

/** Reads the block with build information; undefined where there is none, or one of before Go 1.18. */
export function readBlock(file: OpenedFile, place: ProgramPart): BuildBlock | undefined {
  const start = findMagic(file, place);
  if (start === undefined) return undefined;
  const flags = file.read(start + FLAGS, 1)[0] ?? 0;
  if ((flags & INLINE) === 0) return undefined;
  const version = readString(file, start + HEADER);
  if (version === undefined || version.text.length === 0) return undefined;
  const framed = readString(file, version.end)?.text ?? Buffer.alloc(0);
  const isFramed = framed.length > 2 * SENTINEL && framed[framed.length - SENTINEL - 1] === 0x0a;
  const text = isFramed ? framed.subarray(SENTINEL, -SENTINEL) : Buffer.alloc(0);
  return { goVersion: version.text.toString(), text: text.toString() };
}

/** Offset of the first block that lies as the linker aligns it: the same bytes elsewhere are those of a program that looks for it. */
function findMagic(file: OpenedFile, { start, end, address }: ProgramPart): number | undefined {
  const first = (ALIGNMENT - (address % ALIGNMENT)) % ALIGNMENT;
  for (let at = start + first; at + HEADER <= end; at += CHUNK) {
    const bytes = file.read(at, Math.min(CHUNK, end - at));
    if (bytes.length === 0) return undefined;
    // Aligned, it lies in one chunk as a whole.
    for (let found = bytes.indexOf(MAGIC); found !== -1; found = bytes.indexOf(MAGIC, found + 1)) {
      if (found % ALIGNMENT === 0) return at + found;
    }
  }
  return undefined;
}

/** Bytes behind their length; undefined where the file ends before. */
function readString(file: OpenedFile, offset: number): { text: Buffer; end: number } | undefined {
  let [length, scale, digits] = [0, 1, 0];
  for (const byte of file.read(offset, LONGEST_NUMBER)) {
    digits++;
    length += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (byte >= 0x80) continue;
    const text = file.read(offset + digits, length);
    return text.length === length ? { text, end: offset + digits + length } : undefined;
  }
  return undefined;
}
