import type { FileDigests } from '../../support';
import { readJsonFile } from '../../support';
import { readPathState } from './watched-paths';
import { writeMemo } from '../write-memo';

/** How many sizes and mtimes are remembered of a file, the latest ones. */
const KEPT = 8;

/** First content (digest) seen of a file under each `size:mtime`, in the order in which they were seen. */
type FirstSeen = Readonly<Record<string, string>>;

type FirstSeenFile = Record<string, FirstSeen>;

interface Seen {
  readonly file: string;
  readonly sizeAndTime: string;
  readonly digest: string;
}

/**
 * Go keeps an index of each package directory in GOCACHE under the names, sizes and mtimes of its files
 * (cmd/go/internal/modindex/read.go: dirHash). A source file edited without a change of either keeps its old imports and
 * build constraints. This names such files; while there is one, the go command must run with GODEBUG=goindex=0.
 *
 * One memo serves all listings beneath a cache root, since several of them can share a GOCACHE.
 */
export class ChangedUnderSameTime {
  private firstSeen: FirstSeenFile;

  constructor(private readonly memoFile: string) {
    this.firstSeen = this.read();
  }

  /** Looks at all files, which are read only where their state is new, and remembers them. */
  update(files: readonly string[], digests: FileDigests): string[] {
    const now = files.flatMap((file): Seen[] => {
      const state = readPathState(file, 'file');
      if (state === 'absent') return [];
      const sizeAndTime = state.split(':').slice(0, 2).join(':');
      return [{ file, sizeAndTime, digest: digests.digest(file) }];
    });
    const isKnown = ({ file, sizeAndTime }: Seen) => this.firstSeen[file]?.[sizeAndTime] !== undefined;
    this.add(now.filter((seen) => !isKnown(seen)));
    return now
      .filter(({ file, sizeAndTime, digest }) => this.firstSeen[file]?.[sizeAndTime] !== digest)
      .map(({ file }) => file);
  }

  private add(added: readonly Seen[]): void {
    if (added.length === 0) return;
    // Other processes may have written meanwhile: what they saw was before.
    for (const [file, theirs] of Object.entries(this.read()))
      this.firstSeen[file] = merge(this.firstSeen[file] ?? {}, theirs);
    for (const { file, sizeAndTime, digest } of added)
      this.firstSeen[file] = merge({ [sizeAndTime]: digest }, this.firstSeen[file] ?? {});
    writeMemo(this.memoFile, JSON.stringify(this.firstSeen));
  }

  private read(): FirstSeenFile {
    return readJsonFile(this.memoFile, isFirstSeenFile) ?? {};
  }
}

/** The latest of both; where both know a size and mtime, `before` was first. */
function merge(more: FirstSeen, before: FirstSeen): FirstSeen {
  return Object.fromEntries(Object.entries({ ...before, ...more, ...before }).slice(-KEPT));
}

function isFirstSeenFile(value: unknown): value is FirstSeenFile {
  return isObject(value) && Object.values(value).every(isFirstSeen);
}

function isFirstSeen(value: unknown): value is FirstSeen {
  return (
    isObject(value) &&
    Object.entries(value).every(([key, digest]) => key.includes(':') && typeof digest === 'string')
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
