export { ElfFile } from './elf-file';
export { LC_CODE_SIGNATURE, LC_UUID, MachOFile } from './mach-o-file';
export { Fields, type ByteRange, type ProgramPart, type ReadBytes } from './read-bytes';
