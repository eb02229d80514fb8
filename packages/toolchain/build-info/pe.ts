import type { BlockPlace } from './block-place';
import { ByteReader } from './byte-reader';
import type { OpenedFile } from './opened-file';

const SECTION_LENGTH = 40;
/** Initialised data, readable, writable: the flags of the data section but for its alignment. */
const DATA = 0xc0000040;
const ALIGNMENT = 0x00f00000;

/** Where a PE file has its block: in its data section (debug/buildinfo: peExe). */
export function findInPe(file: OpenedFile): BlockPlace | undefined {
  const start = new ByteReader(file.read(0, 64), 'little').u32(60);
  const header = new ByteReader(file.read(start, 24), 'little');
  if (header.text(0, 4) !== 'PE') return undefined;
  const [count, optional] = [header.u16(6), header.u16(20)];
  const table = new ByteReader(file.read(start + 24 + optional, count * SECTION_LENGTH), 'little');
  for (let at = 0; at < count * SECTION_LENGTH; at += SECTION_LENGTH) {
    const [address, size] = [table.u32(at + 12), table.u32(at + 16)];
    const flags = (table.u32(at + 36) & ~ALIGNMENT) >>> 0;
    if (address === 0 || size === 0 || flags !== DATA) continue;
    return { address, size, offset: table.u32(at + 20) };
  }
  return undefined;
}
