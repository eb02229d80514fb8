import { posix } from 'node:path';
import { groupBy } from '../../support';
import type { ModuleVersion, Replacement } from '../../toolchain';
import type { LocalModule, MainModule, WorkspaceFile } from './module-graph-request';

interface Candidate {
  readonly replacement: Replacement;
  /** What directories are relative to. */
  readonly base: string;
}

/** By the path that is replaced: the `replace` lines of each file, the last file first. */
type Candidates = Map<string, Candidate[][]>;

/** What replaces modules (cmd/go/internal/modload/modfile.go: replacementFrom). */
export class Replacements {
  private readonly mains: ReadonlySet<string>;
  private readonly ofWorkspace: Candidates = new Map();
  private readonly ofMains: Candidates = new Map();

  constructor(mains: readonly MainModule[], workspace: WorkspaceFile | undefined) {
    this.mains = new Set(mains.map(({ path }) => path));
    if (workspace !== undefined) addFile(this.ofWorkspace, workspace.file.replace, workspace.directory);
    for (const { file, directory } of mains.toReversed()) addFile(this.ofMains, file.replace, directory);
  }

  /** What a version of a module is replaced by; a main module, whose version is '', is not. */
  of(path: string, version: string): ModuleVersion | LocalModule | undefined {
    if (version === '' && this.mains.has(path)) return undefined;
    const found = find(this.ofWorkspace.get(path), version) ?? find(this.ofMains.get(path), version);
    if (found === undefined) return undefined;
    const { new: target } = found.replacement;
    return target.version === '' ? { directory: resolveDirectory(found.base, target.path) } : target;
  }
}

function addFile(candidates: Candidates, replace: readonly Replacement[], base: string): void {
  const ofFile = replace.map((replacement) => ({ replacement, base }));
  for (const [path, own] of groupBy(ofFile, ({ replacement }) => replacement.old.path)) {
    const all = candidates.get(path);
    if (all === undefined) candidates.set(path, [own]);
    else all.push(own);
  }
}

/** The go command lets the last file win that has anything to say, and in a file the line with a version. */
function find(files: readonly Candidate[][] | undefined, version: string): Candidate | undefined {
  for (const file of files ?? []) {
    const found =
      file.find(({ replacement }) => replacement.old.version === version) ??
      file.find(({ replacement }) => replacement.old.version === '');
    if (found !== undefined) return found;
  }
  return undefined;
}

function resolveDirectory(base: string, written: string): string {
  const path = written.replaceAll('\\', '/');
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:/.test(path);
  const resolved = isAbsolute ? posix.normalize(path) : posix.join(base, path);
  return resolved.length > 1 && resolved.endsWith('/') ? resolved.slice(0, -1) : resolved;
}
