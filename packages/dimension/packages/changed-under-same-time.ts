import type { FileDigests } from '../../support';
import { readJsonFile } from '../../support';
import { readPathState } from './watched-paths';
import { writeMemo } from '../write-memo';

/** First content seen of a Go file under one size and mtime. */
interface FirstSeen {
  readonly sizeAndTime: string;
  readonly digest: string;
}

type FirstSeenFile = Record<string, FirstSeen>;

/**
 * Go keeps an index of each package directory in GOCACHE under the names, sizes and mtimes of its files
 * (cmd/go/internal/modindex/read.go: dirHash). A Go file edited without a change of either keeps its old imports and
 * build constraints. This names such files; while there is one, the go command must run with GODEBUG=goindex=0.
 *
 * One memo serves all listings beneath a cache root, since several of them can share a GOCACHE.
 */
export class ChangedUnderSameTime {
  private readonly firstSeen: FirstSeenFile;

  constructor(private readonly memoFile: string) {
    this.firstSeen = this.read();
  }

  /** Looks at all files, which are read only where their state is new, and remembers them. */
  update(files: readonly string[], digests: FileDigests): string[] {
    const changed: string[] = [];
    const added: FirstSeenFile = {};
    for (const file of files) {
      const state = readPathState(file, 'file');
      if (state === 'absent') continue;
      const sizeAndTime = state.split(':').slice(0, 2).join(':');
      const digest = digests.digest(file);
      const first = this.firstSeen[file];
      if (first?.sizeAndTime === sizeAndTime) {
        if (first.digest !== digest) changed.push(file);
        continue;
      }
      added[file] = { sizeAndTime, digest };
    }
    this.add(added);
    return changed;
  }

  private add(added: FirstSeenFile): void {
    if (Object.keys(added).length === 0) return;
    Object.assign(this.firstSeen, added);
    // Other processes may have written meanwhile: what only they saw is kept.
    writeMemo(this.memoFile, JSON.stringify({ ...this.read(), ...added }));
  }

  private read(): FirstSeenFile {
    return readJsonFile(this.memoFile, isFirstSeenFile) ?? {};
  }
}

function isFirstSeenFile(value: unknown): value is FirstSeenFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (entry) => typeof entry === 'object' && entry !== null && 'sizeAndTime' in entry && 'digest' in entry,
    )
  );
}
