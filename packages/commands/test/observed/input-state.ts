import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FileDigests,
  type FileState,
  GoshawkError,
  isBeneath,
  readFileState,
  sha256,
} from '../../../support';

/** What every user of a machine may execute, besides what it says. */
const EXECUTABLE = 0o111;

/** Contents of files and directories, each looked at once: a snapshot of one moment, as far as there is one. */
export class InputState {
  private readonly known = new Map<string, string>();

  /** @param leftOut paths that Goshawk itself writes: no directory lists them or what leads to them */
  constructor(
    private readonly digests: FileDigests,
    private readonly leftOut: readonly string[],
  ) {}

  /**
   * SHA-256 of a file's content, with `+x` if it is executable; `directory:` and a digest of the names; 'absent',
   * 'special' or 'unreadable'. Something that changes at this moment equals nothing.
   */
  digest(path: string): string {
    let digest = this.known.get(path);
    if (digest === undefined) this.known.set(path, (digest = this.compute(path)));
    return digest;
  }

  /** What `digest` said of a path, if it was asked. */
  recall(path: string): string | undefined {
    return this.known.get(path);
  }

  /** Digest over many paths. */
  digestAll(paths: readonly string[]): string {
    return sha256(...paths.flatMap((path) => [path, this.digest(path)]));
  }

  private compute(path: string): string {
    const state = stateOf(path);
    if (state === undefined) return 'unreadable';
    if (state.kind === 'directory') return this.listing(path);
    if (state.kind !== 'file') return state.kind;
    try {
      const isExecutable = process.platform !== 'win32' && (state.mode & EXECUTABLE) !== 0;
      return this.digests.digest(path) + (isExecutable ? '+x' : '');
    } catch (error) {
      if (!(error instanceof GoshawkError)) throw error;
      return error.code === 'file-unreadable' ? 'unreadable' : `changing:${process.hrtime.bigint()}`;
    }
  }

  private listing(directory: string): string {
    try {
      const names = readdirSync(directory).filter((name) => {
        const path = join(directory, name);
        return !this.leftOut.some((own) => isBeneath(own, path));
      });
      return `directory:${sha256(...names.sort())}`;
    } catch {
      return 'unreadable'; // To a test of the same user, too.
    }
  }
}

/** The state of a path; undefined where the system refuses to tell it (no permission, a loop of links). */
export function stateOf(path: string): FileState | undefined {
  try {
    return readFileState(path);
  } catch {
    return undefined; // The test is refused as well, so that there is nothing to know.
  }
}
