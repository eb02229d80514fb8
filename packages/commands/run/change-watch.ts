import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { extname, join } from 'node:path';
import type { WatchedPlaces } from './watched-places';

/** How long files must be quiet before a change counts: an editor writes several files, a checkout hundreds. */
const QUIET_MILLISECONDS = 150;

/** Milliseconds by which a file system's clock may lag behind the system's. */
const CLOCK_TICK = 20;

/** Changes in directories; several close together are one, and one that nobody waits for is kept. */
export class ChangeWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private timer: NodeJS.Timeout | undefined;
  private current = new Change();
  private extensions: ReadonlySet<string> = new Set();

  /**
   * Watches these places from now on, and no others. In directories that are new, whatever changed since a moment counts.
   *
   * @param since Unix milliseconds
   */
  follow({ directories, extensions }: WatchedPlaces, since: number): void {
    this.extensions = extensions;
    const wanted = new Set(directories);
    for (const [directory, watcher] of this.watchers) {
      if (wanted.delete(directory)) continue;
      watcher.close();
      this.watchers.delete(directory);
    }
    for (const directory of wanted) this.add(directory, since);
  }

  /** Resolves after the first change since `forget`. */
  next(): Promise<void> {
    return this.current.happened;
  }

  /** Takes what changed until now as known. */
  forget(): void {
    this.current = new Change();
  }

  close(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private add(directory: string, since: number): void {
    try {
      const watcher = watch(directory, (_, name) => {
        if (name === null || this.counts(name)) this.note();
      });
      // A directory that is removed ends its watcher, and is a change.
      watcher.on('error', () => this.note());
      this.watchers.set(directory, watcher);
      if (this.hasChanged(directory, since)) this.note();
    } catch {
      // Gone already: the next build says what is wrong.
    }
  }

  private counts(name: string): boolean {
    return this.extensions.has(extname(name));
  }

  /** Whether a file was changed since a moment: its ctime is one that nobody can set. */
  private hasChanged(directory: string, since: number): boolean {
    const files = readdirSync(directory).filter((name) => this.counts(name));
    return files.some((name) => {
      const stats = statSync(join(directory, name), { throwIfNoEntry: false });
      return stats?.isFile() === true && stats.ctimeMs > since - CLOCK_TICK;
    });
  }

  private note(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.current.happen(), QUIET_MILLISECONDS);
  }
}

class Change {
  happen: () => void = () => undefined;
  readonly happened = new Promise<void>((resolve) => (this.happen = resolve));
}
