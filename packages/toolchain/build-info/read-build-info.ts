import { ElfFile, MachOFile, type ProgramPart } from '../executable';
import type { BuildInfo } from './build-info';
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

/** The part of a program in which Go's linker puts the block with build information (debug/buildinfo: elfExe, machoExe, peExe). */
function findPlace(file: OpenedFile): ProgramPart | undefined {
  const read = (offset: number, length: number) => file.read(offset, length);
  const elf = ElfFile.open(read);
  if (elf !== undefined) return elf.section('.go.buildinfo') ?? elf.writableSegment();
  return MachOFile.open(read)?.section('__go_buildinfo') ?? findInPe(read);
}
