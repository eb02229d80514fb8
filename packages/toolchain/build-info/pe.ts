import { Fields, type ProgramPart, type ReadBytes } from '../executable';

const SECTION_LENGTH = 40;
/** Initialised data, readable, writable: the flags of the data section but for its alignment. */
const DATA = 0xc0000040;
const ALIGNMENT = 0x00f00000;

/** Where a PE file has its block: in its data section (debug/buildinfo: peExe). */
export function findInPe(read: ReadBytes): ProgramPart | undefined {
  const start = new Fields(read(0, 64), 'little').uint32(60);
  const header = new Fields(read(start, 24), 'little');
  if (header.text(0, 4) !== 'PE') return undefined;
  const [count, optional] = [header.uint16(6), header.uint16(20)];
  const table = new Fields(read(start + 24 + optional, count * SECTION_LENGTH), 'little');
  for (let at = 0; at < table.bytes.length; at += SECTION_LENGTH) {
    const [address, size] = [table.uint32(at + 12), table.uint32(at + 16)];
    const flags = (table.uint32(at + 36) & ~ALIGNMENT) >>> 0;
    if (address === 0 || size === 0 || flags !== DATA) continue;
    const offset = table.uint32(at + 20);
    return { start: offset, end: offset + size, address };
  }
  return undefined;
}
