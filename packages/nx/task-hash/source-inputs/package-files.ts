import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { COMPILED_EXTENSIONS } from '../../../toolchain';

/** Something that the go command reads of a package, relative to the workspace root, with `/`. */
export interface ReadPath {
  readonly path: string;
  /** For an embedded directory or pattern, only where it begins is known. */
  readonly kind: 'file' | 'directory';
}

export interface PackageToRead {
  readonly workspaceRoot: string;
  /** Directory of the package, relative to the workspace root, with `/`. */
  readonly directory: string;
  readonly usesCgo: boolean;
  readonly readsTests: boolean;
  /** Neither assembly nor embedded files are read. */
  readonly onlyGo?: boolean;
}

/** What is read without cgo as well. */
const ALWAYS = ['.go', '.s', '.syso'];

/**
 * What a package is made of, as lists of which at least one entry is read: the files of each kind, since build constraints may
 * leave out some, and every embedded file or directory by itself.
 */
export function readPathsOf(pkg: PackageToRead): ReadPath[][] {
  const names = namesIn(join(pkg.workspaceRoot, pkg.directory));
  const kinds = new Map<string, string[]>();
  for (const name of names) {
    const kind = kindOf(name, pkg);
    if (kind !== undefined) kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  // The go command says what is wrong with a directory that shows no file.
  if (kinds.size === 0) kinds.set('.go', ['any.go']);
  const files = [...kinds.values()].map((own) =>
    own.map((name): ReadPath => ({ path: posix.join(pkg.directory, name), kind: 'file' })),
  );
  if (pkg.onlyGo === true) return files;
  const sources = [...(kinds.get('.go') ?? []), ...(kinds.get('_test.go') ?? [])];
  return [...files, ...sources.flatMap((name) => embedsOf(name, pkg)).map((one) => [one])];
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function kindOf(name: string, { usesCgo, readsTests, onlyGo }: PackageToRead): string | undefined {
  if (/^[_.]/.test(name)) return undefined;
  if (name.endsWith('_test.go')) return readsTests ? '_test.go' : undefined;
  const extension = posix.extname(name);
  if (onlyGo === true && extension !== '.go') return undefined;
  return ALWAYS.includes(extension) || (usesCgo && COMPILED_EXTENSIONS.has(extension))
    ? extension
    : undefined;
}

/** What `//go:embed` lines of a file name (cmd/go: go help packages; embed). */
function embedsOf(name: string, { workspaceRoot, directory }: PackageToRead): ReadPath[] {
  let source: string;
  try {
    source = readFileSync(join(workspaceRoot, directory, name), 'utf8');
  } catch {
    return [];
  }
  const words = [...source.matchAll(/^\/\/go:embed[ \t]+(.*)$/gm)].flatMap(([, patterns = '']) =>
    (patterns.match(/"[^"]*"|`[^`]*`|\S+/g) ?? []).map((word) => word.replaceAll(/^["`]|["`]$/g, '')),
  );
  return words.map((word) => {
    const parts = word.replace(/^all:/, '').split('/');
    const first = parts.findIndex((part) => /[*?[\\]/.test(part));
    const path = posix.join(directory, ...(first === -1 ? parts : parts.slice(0, first)));
    const isDirectory = first !== -1 || isDirectoryThere(join(workspaceRoot, path));
    return { path, kind: isDirectory ? 'directory' : 'file' };
  });
}

function isDirectoryThere(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
