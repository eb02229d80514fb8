import { delimiter } from 'node:path';

/** Where a compiler driver looks for the programs and the link-time files behind it. */
export interface DriverDirectories {
  readonly programs: readonly string[];
  readonly libraries: readonly string[];
}

/** Reads what `gcc -print-search-dirs` and `clang -print-search-dirs` print. */
export function parseSearchDirectories(stdout: string): DriverDirectories {
  return { programs: listOf('programs', stdout), libraries: listOf('libraries', stdout) };
}

function listOf(name: string, stdout: string): string[] {
  const list = new RegExp(`^${name}: =?(.*)$`, 'm').exec(stdout)?.[1] ?? '';
  return [
    ...new Set(
      list
        .trim()
        .split(delimiter)
        .filter((directory) => directory !== ''),
    ),
  ];
}
