import type { Disk } from '../../disk/disk';
import { sortNames } from '../../disk/sort-names';
import { joinPath } from '../../workspace/workspace-path';
import { compileGlob } from './glob-match';

const META = /[*?[\\]/;
const UNQUOTE = /\\(.)/gsu;

/** What stands at a path. */
export type DiskKind = 'file' | 'directory' | 'link';

export interface Found {
  /** Relative to the package. */
  readonly path: string;
  readonly kind: DiskKind;
}

/** What a valid pattern matches below a package directory, sorted as Go sorts it; links to nothing are not seen. */
export function globDisk(pattern: string, packageDirectory: string, disk: Disk): Found[] {
  let found: Found[] = [{ path: '.', kind: 'directory' }];
  for (const element of pattern.split('/')) {
    found = found.flatMap((directory) => matchElement(element, directory, packageDirectory, disk));
  }
  return found;
}

function matchElement(element: string, { path }: Found, packageDirectory: string, disk: Disk): Found[] {
  const entries = listEntries(joinPath(packageDirectory, path), disk);
  const matches = META.test(element)
    ? compileGlob(element)
    : (name: string) => name === element.replace(UNQUOTE, '$1');
  return entries
    .filter(({ name }) => matches?.(name) === true)
    .map(({ name, kind }) => ({ path: joinPath(path, name), kind }));
}

/** The entries of a directory by name, as Lstat sees them. */
export function listEntries(path: string, disk: Disk): { name: string; kind: DiskKind }[] {
  const content = disk.directory(path);
  if (content === undefined) return [];
  const kinds = new Map<string, DiskKind>([
    ...content.files.map((name) => [name, 'file'] as const),
    ...content.directories.map((name) => [name, 'directory'] as const),
    ...[...content.linkedFiles, ...content.linkedDirectories].map((name) => [name, 'link'] as const),
  ]);
  return sortNames([...kinds.keys()]).map((name) => ({ name, kind: kinds.get(name) ?? 'file' }));
}
