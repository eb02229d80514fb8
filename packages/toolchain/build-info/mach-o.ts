import type { BlockPlace } from './block-place';
import { ByteReader } from './byte-reader';
import type { OpenedFile } from './opened-file';

const HEADER = 32;
const SEGMENT = 0x19; // LC_SEGMENT_64
const SEGMENT_LENGTH = 72;
const SECTION_LENGTH = 80;

/** Where a 64-bit Mach-O file, the only kind that Go makes, has its block (debug/buildinfo: machoExe). */
export function findInMachO(file: OpenedFile): BlockPlace | undefined {
  const header = new ByteReader(file.read(0, HEADER), 'little');
  const count = header.u32(16);
  const commands = new ByteReader(file.read(HEADER, header.u32(20)), 'little');
  for (let index = 0, start = 0; index < count; index++) {
    if (commands.u32(start) === SEGMENT) {
      const sections = commands.u32(start + 64);
      for (let section = 0; section < sections; section++) {
        const at = start + SEGMENT_LENGTH + section * SECTION_LENGTH;
        if (commands.text(at, 16) !== '__go_buildinfo') continue;
        return {
          address: commands.u64(at + 32),
          size: commands.u64(at + 40),
          offset: commands.u32(at + 48),
        };
      }
    }
    const length = commands.u32(start + 4);
    // A length of nothing would never come to an end.
    if (length === 0) return undefined;
    start += length;
  }
  return undefined;
}
