import { readdirSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { mainModuleFile, usesGoWork, type GoEnv } from '../../toolchain';
import type { Overlay } from '../user-overlay';
import type { Listing } from './listing';
import { isSource } from './source-header';

/**
 * The paths whose state a listing depends on. Directories: those of the main modules and of modules that replace others (a
 * new file or package changes its directory's mtime), those from which files are embedded, those of the used modules of
 * GOMODCACHE, and, for imports that nothing provided, the places there where a download would appear.
 */
export interface WatchedPaths {
  readonly directories: readonly string[];
  /** Files with build constraints, and Go files with imports: what `go list` reads of them counts. */
  readonly sources: readonly string[];
  /** Files that count as a whole: those that decide the build list, and what the user's overlay puts in place of others. */
  readonly files: readonly string[];
}

export interface WatchedSettings {
  readonly goEnv: GoEnv;
  /** Absolute path of what `-modfile` names. */
  readonly modfile: string | undefined;
  readonly userOverlay: Overlay;
}

/** Collects what to watch; walks the main modules as the go command's `...` does. */
export function collectWatchedPaths(listing: Listing, settings: WatchedSettings): WatchedPaths {
  const directories = new Set<string>(listing.moduleCacheRoots);
  const sources = new Set<string>();
  const files = new Set<string>(filesThatDecide(settings));
  const walked = new Set<string>();
  for (const { dir } of listing.modules) {
    for (const name of ['go.mod', 'go.sum', join('vendor', 'modules.txt')]) files.add(join(dir, name));
    walk(dir, walked, (one) => readSources(one, sources));
  }
  // Packages of replaced modules lie outside the main modules, and are as mutable.
  for (const { dir } of listing.packages) if (!walked.has(dir)) readSources(dir, sources);
  for (const { dir } of listing.packages) directories.add(dir);
  for (const dir of listing.replacedDirs) {
    files.add(join(dir, 'go.mod'));
    // A package that appears there may be one that nothing provided. Sources of those that nobody imports do not count.
    walk(dir, walked, (one) => childrenOf(one).filter(isWalked));
  }
  for (const dir of walked) directories.add(dir);
  const embedded = new Set<string>();
  // All that is in there is embedded, or will be.
  for (const dir of listing.embedDirs) walk(dir, embedded, childrenOf);
  for (const dir of embedded) directories.add(dir);
  for (const importPath of listing.missing) addModuleCachePrefixes(importPath, settings.goEnv, directories);
  return { directories: [...directories].sort(), sources: [...sources].sort(), files: [...files].sort() };
}

function filesThatDecide({ goEnv, modfile, userOverlay }: WatchedSettings): string[] {
  const files = Object.values(userOverlay).filter((path) => path !== '');
  // cmd/go/internal/modload/init.go: the sums beside a -modfile.
  if (modfile !== undefined) files.push(modfile, modfile.replace(/\.mod$/, '.sum'));
  const deciding = mainModuleFile(goEnv);
  files.push(deciding);
  if (usesGoWork(goEnv)) files.push(`${deciding}.sum`, join(dirname(deciding), 'vendor', 'modules.txt'));
  return files;
}

/** Visits a directory and those beneath it that `visit` names, each once. */
function walk(dir: string, walked: Set<string>, visit: (dir: string) => string[]): void {
  if (walked.has(dir)) return;
  walked.add(dir);
  for (const child of visit(dir)) walk(child, walked, visit);
}

/** Adds the sources in one directory and returns the child directories in which `...` looks. */
function readSources(dir: string, sources: Set<string>): string[] {
  const entries = readDirectory(dir);
  for (const entry of entries)
    if (!entry.isDirectory() && isSource(entry.name)) sources.add(join(dir, entry.name));
  return directoriesAmong(entries, dir).filter(isWalked);
}

function childrenOf(dir: string): string[] {
  return directoriesAmong(readDirectory(dir), dir);
}

function directoriesAmong(entries: readonly Dirent[], dir: string): string[] {
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(dir, name));
}

/** cmd/go/internal/modload/search.go: matchPackages skips `_x`, `.x` and testdata; node_modules holds no Go of ours. */
function isWalked(dir: string): boolean {
  const name = basename(dir);
  return !name.startsWith('.') && !name.startsWith('_') && name !== 'testdata' && name !== 'node_modules';
}

function readDirectory(dir: string): Dirent[] {
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
