import { watch, type FSWatcher } from 'node:fs';

/** How long files must be quiet before a change counts: an editor writes several files, a checkout hundreds. */
const QUIET_MILLISECONDS = 150;

/** Names that editors give to files of their own: `.x.swp`, `x~`, `#x#`, `4913`. */
const EDITOR_FILE = /^(\.|#)|~$|^4913$/;

/** Changes in directories; several close together are one, and one that nobody waits for is kept. */
export class ChangeWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private timer: NodeJS.Timeout | undefined;
  private current = new Change();

  /** Watches these directories from now on, and no others. */
  follow(directories: Iterable<string>): void {
    const wanted = new Set(directories);
    for (const [directory, watcher] of this.watchers) {
      if (wanted.delete(directory)) continue;
      watcher.close();
      this.watchers.delete(directory);
    }
    for (const directory of wanted) this.add(directory);
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
    this.follow([]);
  }

  private add(directory: string): void {
    try {
      const watcher = watch(directory, (_, name) => {
        if (name === null || !EDITOR_FILE.test(name)) this.note();
      });
      // A directory that is removed ends its watcher, and is a change.
      watcher.on('error', () => this.note());
      this.watchers.set(directory, watcher);
    } catch {
      // Gone already: the next build says what is wrong.
    }
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
