import type { GoFile } from '../go-files/go-file';
import type { DirectoryContent, Disk } from './disk';
import { IgnoreRules } from './ignore-rules';
import { keyOf, keyOfGoFiles, marksIn, type LookKey, type View, type Views } from './look';
import { Look } from './look-record';
import type { Listing } from './read-directory';
import { sortNames } from './sort-names';
import { StateLog } from './state-log';

const NO_MARKS: readonly string[] = [];

/** A Disk that keeps what was seen through it. */
export class RememberingDisk implements Disk {
  private readonly contents = new Map<string, DirectoryContent | undefined>();
  private readonly rules: IgnoreRules;
  private readonly log = new StateLog();

  /** @param looks what need not be looked at again; what is looked at is added */
  constructor(
    private readonly root: string,
    private readonly looks: Map<LookKey, Look>,
  ) {
    this.rules = new IgnoreRules({
      root,
      marks: (directory) => this.marks(directory),
      text: (path) => this.text(path),
      isDirectory: (path) => this.isDirectory(path),
    });
  }

  directory(path: string): DirectoryContent | undefined {
    if (this.contents.has(path)) return this.contents.get(path);
    const listing = this.isKnownAbsent(path, 'directories') ? undefined : this.view('d', path);
    const content = listing && this.resolveLinks(path, listing);
    this.contents.set(path, content);
    return content;
  }

  hiddenFiles(path: string): readonly string[] {
    return this.marks(path).filter((name) => !name.endsWith('/'));
  }

  goFiles(directory: string, names: readonly string[]): readonly (GoFile | null)[] {
    return names.length === 0 ? [] : (this.seen(keyOfGoFiles(directory, names)) as Views['g']);
  }

  text(path: string): string | undefined {
    return this.isKnownAbsent(path, 'files') ? undefined : this.view('t', path);
  }

  isIgnored(path: string): boolean {
    return this.rules.isIgnored(path);
  }

  ignoredAmong(directory: string, names: readonly string[]): readonly string[] {
    return this.rules.ignoredAmong(directory, names);
  }

  private view<V extends View>(view: V, path: string): Views[V] | undefined {
    return isPossible(path) ? (this.seen(keyOf(view, path)) as Views[V] | undefined) : undefined;
  }

  private seen(key: LookKey): unknown {
    let found = this.looks.get(key);
    if (found === undefined) {
      found = Look.now(this.root, key, this.log);
      this.looks.set(key, found);
    }
    found.isAsked = true;
    return found.value;
  }

  /** Whether the names in the directory above, which were asked for, say that nothing of a kind is there. */
  private isKnownAbsent(path: string, kind: 'files' | 'directories'): boolean {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (name === '.' || name === '..') return false;
    const above = this.looks.get(keyOf('d', slash === -1 ? '.' : path.slice(0, slash)));
    if (above?.isAsked !== true) return false;
    const listing = above.value as Listing | undefined;
    return listing === undefined || !(listing[kind].includes(name) || listing.links.includes(name));
  }

  /** Not the whole listing where only this is asked for: most new files change nothing about it. */
  private marks(directory: string): readonly string[] {
    const listing = this.looks.get(keyOf('d', directory));
    if (listing?.isAsked === true) return marksIn(listing.value as Listing | undefined) ?? NO_MARKS;
    return this.view('m', directory) ?? NO_MARKS;
  }

  private isDirectory(path: string): boolean {
    if (path.startsWith('../')) return this.view('l', path) === 'directory';
    const slash = path.lastIndexOf('/');
    const parent = this.directory(slash < 0 ? '.' : path.slice(0, slash));
    return parent?.directories.includes(path.slice(slash + 1)) === true;
  }

  private resolveLinks(path: string, { files, directories, links }: Listing): DirectoryContent {
    if (links.length === 0) {
      return { files, directories, linkedDirectories: links, linkedFiles: links, brokenLinks: links };
    }
    const target = (name: string) => this.view('l', path === '.' ? name : `${path}/${name}`);
    const linkedFiles = links.filter((name) => target(name) === 'file');
    return {
      files: sortNames([...files, ...linkedFiles]),
      directories,
      linkedDirectories: links.filter((name) => target(name) === 'directory'),
      linkedFiles,
      brokenLinks: links.filter((name) => target(name) === undefined),
    };
  }
}

/** No system has a path with NUL, which divides paths in keys; go.mod can name one all the same. */
function isPossible(path: string): boolean {
  return !path.includes('\0');
}
