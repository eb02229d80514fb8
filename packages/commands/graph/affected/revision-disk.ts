import { posix } from 'node:path';
import { scanGoFile, type DirectoryContent, type Disk, type GoFile } from '../../../graph';

/** What stands at a path in a revision. */
export type RevisionEntry =
  | { readonly kind: 'absent' }
  /** Text only where the graph may ask for it. */
  | { readonly kind: 'file'; readonly text?: string | undefined }
  | { readonly kind: 'link'; readonly goal: string }
  /** A repository of its own, whose files are seen as they are now. */
  | { readonly kind: 'repository' };

/** The files of a revision: those of the worktree, but for paths at which they differ. */
export class RevisionDisk implements Disk {
  private readonly scanned = new Map<string, GoFile | null>();
  /** Names of entries by the directory that they are in. */
  private readonly changed = new Map<string, Map<string, RevisionEntry>>();
  /** Names of directories that have an entry somewhere beneath, by the directory that they are in. */
  private readonly between = new Map<string, Set<string>>();

  /** @param entries by path, relative to the workspace root */
  constructor(
    private readonly worktree: Disk,
    private readonly entries: ReadonlyMap<string, RevisionEntry>,
  ) {
    for (const [path, entry] of entries) {
      const directory = posix.dirname(path);
      const names = this.changed.get(directory) ?? new Map<string, RevisionEntry>();
      this.changed.set(directory, names.set(posix.basename(path), entry));
      if (entry.kind !== 'absent') this.addDirectory(directory);
    }
  }

  directory(path: string): DirectoryContent | undefined {
    const now = this.worktree.directory(path);
    const changed = this.changed.get(path);
    const between = this.between.get(path);
    if (changed === undefined && between === undefined) return now;
    if (now === undefined && between === undefined && !hasPresent(changed)) return undefined;
    const isSame = (name: string) => changed?.has(name) !== true;
    const files = new Set(now?.files.filter(isSame));
    const linkedFiles = new Set(now?.linkedFiles.filter(isSame));
    const directories = new Set([...(now?.directories ?? []), ...(between ?? [])]);
    const linkedDirectories = new Set(now?.linkedDirectories.filter(isSame));
    for (const [name, entry] of changed ?? []) {
      if (entry.kind === 'file' || entry.kind === 'link') directories.delete(name);
      if (entry.kind === 'file') files.add(name);
      if (entry.kind !== 'link') continue;
      if (this.directory(posix.join(path, entry.goal)) !== undefined) linkedDirectories.add(name);
      else {
        files.add(name);
        linkedFiles.add(name);
      }
    }
    return {
      files: sorted(files),
      directories: sorted(directories),
      linkedDirectories: sorted(linkedDirectories),
      linkedFiles: sorted(linkedFiles),
      brokenLinks: now?.brokenLinks.filter(isSame) ?? [],
    };
  }

  hiddenFiles(path: string): readonly string[] {
    return this.directory(path)?.files.filter((name) => name.startsWith('.')) ?? [];
  }

  ignoredAmong(directory: string, names: readonly string[]): readonly string[] {
    return names.filter((name) => this.isIgnored(posix.join(directory, name)));
  }

  goFiles(directory: string, names: readonly string[]): readonly (GoFile | null)[] {
    const changed = this.changed.get(directory);
    if (changed === undefined) return this.worktree.goFiles(directory, names);
    const same = names.filter((name) => !changed.has(name));
    const found = this.worktree.goFiles(directory, same);
    const now = new Map(same.map((name, index) => [name, found[index] ?? null]));
    return names.map((name) => now.get(name) ?? this.scan(posix.join(directory, name)));
  }

  text(path: string): string | undefined {
    const entry = this.entries.get(path);
    switch (entry?.kind) {
      case undefined:
      case 'repository':
        return this.worktree.text(path);
      case 'absent':
        return undefined;
      case 'file':
        return entry.text;
      case 'link':
        return this.text(posix.join(posix.dirname(path), entry.goal));
    }
  }

  isIgnored(path: string): boolean {
    return this.worktree.isIgnored(path);
  }

  private scan(path: string): GoFile | null {
    let file = this.scanned.get(path);
    if (file === undefined) {
      const text = this.text(path);
      // The scanner takes bytes, one character each.
      file = text === undefined ? null : scanGoFile(Buffer.from(text).toString('latin1'));
      this.scanned.set(path, file);
    }
    return file;
  }

  private addDirectory(directory: string): void {
    for (let at = directory; at !== '.' && at !== '..'; at = posix.dirname(at)) {
      const parent = posix.dirname(at);
      const names = this.between.get(parent) ?? new Set<string>();
      if (names.has(posix.basename(at))) return;
      this.between.set(parent, names.add(posix.basename(at)));
    }
  }
}

function hasPresent(entries: ReadonlyMap<string, RevisionEntry> | undefined): boolean {
  return [...(entries?.values() ?? [])].some(({ kind }) => kind === 'file' || kind === 'link');
}

function sorted(names: ReadonlySet<string>): string[] {
  return [...names].sort();
}
