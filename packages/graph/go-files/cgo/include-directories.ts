import { posix } from 'node:path';
import type { CgoLine } from './cgo-line';

const COMPILER_VERBS = new Set(['CFLAGS', 'CPPFLAGS', 'CXXFLAGS', 'FFLAGS']);
/** Longest first: each is tried as the beginning of an argument. */
const FLAGS = ['-idirafter', '-isystem', '-iquote', '-I'];
const SOURCE_DIRECTORY = '${SRCDIR}';

/** Directories that a `#cgo` line lets the compiler search, relative to the package; absolute ones are left out. */
export function includedDirectories({ verb, arguments: words }: CgoLine): string[] {
  if (!COMPILER_VERBS.has(verb)) return [];
  const directories: string[] = [];
  for (const [index, word] of words.entries()) {
    const flag = FLAGS.find((one) => word.startsWith(one));
    if (flag === undefined) continue;
    const directory = relativeDirectory(word === flag ? (words[index + 1] ?? '') : word.slice(flag.length));
    if (directory !== undefined) directories.push(directory);
  }
  return directories;
}

function relativeDirectory(written: string): string | undefined {
  const inPackage = written.startsWith(SOURCE_DIRECTORY);
  const path = inPackage ? written.slice(SOURCE_DIRECTORY.length) : written;
  if (inPackage && path !== '' && !path.startsWith('/')) return undefined;
  if (!inPackage && (path === '' || posix.isAbsolute(path) || path.startsWith('='))) return undefined;
  if (path.includes(SOURCE_DIRECTORY)) return undefined;
  const normal = posix.normalize(`./${path}`);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}
