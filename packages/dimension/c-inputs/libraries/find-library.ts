import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { WantedLibrary } from './linker-arguments';

/** First file for a library, as the linker of that system looks: directory by directory, in each by form of name. */
export function findLibrary(
  wanted: WantedLibrary,
  directories: readonly string[],
  goos: string,
): string | undefined {
  for (const directory of directories) {
    const found = fileNames(wanted, goos)
      .map((name) => join(directory, name))
      .find(isFile);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** GNU ld: ld.info, "-l namespec" and "WIN32"; ld64: ld(1), "-lx". */
function fileNames({ name, linking }: WantedLibrary, goos: string): string[] {
  if (name.startsWith(':')) return [name.slice(1)];
  const dynamic = linking === 'dynamic';
  switch (goos) {
    case 'windows':
      return [
        ...(dynamic ? [`lib${name}.dll.a`, `${name}.dll.a`] : []),
        `lib${name}.a`,
        `${name}.lib`,
        `lib${name}.lib`,
        ...(dynamic ? [`lib${name}.dll`, `${name}.dll`] : []),
      ];
    case 'darwin':
    case 'ios':
      return [...(dynamic ? [`lib${name}.tbd`, `lib${name}.dylib`, `lib${name}.so`] : []), `lib${name}.a`];
    default:
      return [...(dynamic ? [`lib${name}.so`] : []), `lib${name}.a`];
  }
}

export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // Missing or not searchable: the linker goes on to the next place as well.
  }
}
