import {
  ElfFile,
  LC_CODE_SIGNATURE,
  LC_UUID,
  MachOFile,
  type ByteRange,
  type ReadBytes,
} from '../../toolchain';

/** Bytes of a note before its content: three numbers and `GNU\0`. */
const GNU_NOTE_HEADER = 16;
const LOAD_COMMAND_HEADER = 8;

/**
 * Parts of an executable that follow from its build ID, so that its content ID cannot depend on them: they count as zeros
 * (cmd/internal/buildid/rewrite.go: excludeMachoCodeSignature, excludeHostBuildID).
 *
 * @throws only what `read` throws
 */
export function unhashedRanges(read: ReadBytes): readonly ByteRange[] {
  const note = ElfFile.open(read)?.section('.note.gnu.build-id');
  if (note !== undefined) return [{ start: note.start + GNU_NOTE_HEADER, end: note.end }];
  const machO = MachOFile.open(read);
  const ranges: ByteRange[] = [];
  const signature = machO?.find(LC_CODE_SIGNATURE)?.fields;
  if (signature !== undefined) {
    const start = signature.uint32(8);
    ranges.push({ start, end: start + signature.uint32(12) });
  }
  const uuid = machO?.find(LC_UUID)?.place;
  if (uuid !== undefined) ranges.push({ start: uuid.start + LOAD_COMMAND_HEADER, end: uuid.end });
  return ranges;
}
