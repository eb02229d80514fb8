import type { BlockPlace } from './block-place';
import type { BuildInfo } from './build-info';
import { findInElf } from './elf';
import { findInMachO } from './mach-o';
import { OpenedFile } from './opened-file';
import { parseModuleInfo } from './parse-module-info';
import { findInPe } from './pe';
import { readBlock } from './read-block';

/**
 * Reads what Go embedded in a program or shared library, as `go version -m` does, from ELF, Mach-O and PE files of Go 1.18 and
 * newer. It is there in stripped ones as well.
 *
 * @returns undefined where nothing can be told: archives (`c-archive`), WebAssembly, formats of AIX and Plan 9, files that Go did not
 * link, damaged ones
 * @throws the system's error for a file that cannot be read
 */
export function readBuildInfo(path: string): BuildInfo | undefined {
  return OpenedFile.during(path, (file) => {
    const place = findPlace(file);
    const block = place === undefined ? undefined : readBlock(file, place);
    if (block === undefined) return undefined;
    const info = parseModuleInfo(block.text);
    return info === undefined ? undefined : { goVersion: block.goVersion, ...info };
  });
}

function findPlace(file: OpenedFile): BlockPlace | undefined {
  const magic = file.read(0, 4).toString('latin1');
  try {
    if (magic === '\x7fELF') return findInElf(file);
    if (magic === '\xcf\xfa\xed\xfe') return findInMachO(file);
    return magic.startsWith('MZ') ? findInPe(file) : undefined;
  } catch (error) {
    // A header that points past its own end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
