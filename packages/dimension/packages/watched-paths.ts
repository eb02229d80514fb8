import { readdirSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { GoEnv } from '../../toolchain';
import type { Listing } from './listing';

/**
 * The paths whose state a listing depends on: every directory of the main modules (a new file or package changes its
 * directory's mtime), every Go file in them, the files that decide the build list, and, for imports that nothing
 * provided, the places in the module cache where a download would appear.
 */
export interface WatchedPaths {
  readonly directories: readonly string[];
  readonly files: readonly string[];
}

/** Collects what to watch; walks the main modules as the go command's `...` does. */
export function collectWatchedPaths(listing: Listing, goEnv: GoEnv): WatchedPaths {
  const directories = new Set<string>();
  const files = new Set<string>(filesThatDecide(goEnv));
  for (const { dir } of listing.modules) {
    for (const name of ['go.mod', 'go.sum', join('vendor', 'modules.txt')]) files.add(join(dir, name));
    walk(dir, directories, files);
  }
  // Packages of replaced modules lie outside the main modules, and are as mutable.
  for (const { dir } of listing.packages) if (!directories.has(dir)) walkOne(dir, directories, files);
  for (const importPath of listing.missing) addModuleCachePrefixes(importPath, goEnv, directories);
  return { directories: [...directories].sort(), files: [...files].sort() };
}

function filesThatDecide(goEnv: GoEnv): string[] {
  const goWork = goEnv.GOWORK;
  if (goWork !== '' && goWork !== 'off') {
    return [goWork, goWork + '.sum', join(dirname(goWork), 'vendor', 'modules.txt')];
  }
  return goEnv.GOMOD ? [goEnv.GOMOD] : [];
}

function walk(dir: string, directories: Set<string>, files: Set<string>): void {
  if (directories.has(dir)) return;
  for (const child of walkOne(dir, directories, files)) walk(child, directories, files);
}

/** Adds one directory with its Go files and returns the child directories in which `...` looks. */
function walkOne(dir: string, directories: Set<string>, files: Set<string>): string[] {
  directories.add(dir);
  const children: string[] = [];
  for (const entry of readDirectory(dir)) {
    if (entry.isDirectory()) {
      if (isWalked(entry.name)) children.push(join(dir, entry.name));
    } else if (entry.name.endsWith('.go')) {
      files.add(join(dir, entry.name));
    }
  }
  return children;
}

/** cmd/go/internal/modload/search.go: matchPackages skips `_x`, `.x` and testdata; node_modules holds no Go of ours. */
function isWalked(name: string): boolean {
  return !name.startsWith('.') && !name.startsWith('_') && name !== 'testdata' && name !== 'node_modules';
}

function readDirectory(dir: string) {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    // Gone or unreadable: its state is watched all the same, and the go command says what is wrong with it.
    return [];
  }
}

function addModuleCachePrefixes(importPath: string, goEnv: GoEnv, directories: Set<string>): void {
  // Module cache paths write upper-case letters as `!` and the lower-case letter (golang.org/x/mod/module: EscapePath).
  const escaped = importPath.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
  const parts = escaped.split('/');
  for (let count = 1; count <= parts.length; count++) {
    directories.add([goEnv.GOMODCACHE, ...parts.slice(0, count)].join(sep));
  }
}

/** State of one watched path, as text: equal text, nothing changed. */
export type PathState = string;

/** `size:mtime:ctime:ino` of a file, without the size for a directory; `absent` where there is nothing. */
export function readPathState(path: string, kind: 'file' | 'directory'): PathState {
  let stats;
  try {
    stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A loop of links or a directory that may not be searched: no state that could be trusted as unchanged.
    return `unreadable:${Date.now()}`;
  }
  if (stats === undefined) return 'absent';
  const times = `${stats.mtimeNs}:${stats.ctimeNs}:${stats.ino}`;
  return kind === 'file' ? `${stats.size}:${times}` : times;
}
