import { ElfFile, MachOFile, type ReadBytes } from '../../toolchain';
import { parseBuildId, type BuildId } from './build-id';

const GO_NOTE = 'Go\0\0';
const GO_BUILD_ID = 4;

const BEFORE = Buffer.from('\xff Go build ID: "', 'latin1');
const AFTER = Buffer.from('"\n \xff', 'latin1');
/** Bytes of a file, or of its text, in which the linker's text is (cmd/internal/buildid/buildid.go: readSize). */
const NEAR = 32 * 1024;

/**
 * Reads the build ID of a linked executable as `go tool buildid` does: of ELF from a note, of Mach-O from the beginning of its
 * text, of all others (PE, WebAssembly, Plan 9) from the beginning of the file.
 *
 * @returns undefined for what has none that the go command wrote
 * @throws only what `read` throws
 */
export function readExecutableBuildId(read: ReadBytes): BuildId | undefined {
  const elf = ElfFile.open(read);
  if (elf !== undefined) return elfBuildId(elf);
  const near = textBuildId(read(0, NEAR));
  if (near !== undefined) return near;
  const text = MachOFile.open(read)?.section('__text');
  return text === undefined
    ? undefined
    : textBuildId(read(text.start, Math.min(text.end - text.start, NEAR)));
}

function elfBuildId(elf: ElfFile): BuildId | undefined {
  for (const { name, type, content } of elf.notes()) {
    if (name === GO_NOTE && type === GO_BUILD_ID) return parseBuildId(content.toString('latin1'));
  }
  return undefined;
}

function textBuildId(bytes: Buffer): BuildId | undefined {
  const found = bytes.indexOf(BEFORE);
  if (found < 0) return undefined;
  const start = found + BEFORE.length;
  const end = bytes.indexOf(AFTER, start);
  return end < 0 ? undefined : parseBuildId(bytes.toString('latin1', start, end));
}
