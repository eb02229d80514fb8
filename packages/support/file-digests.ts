import { AsyncLocalStorage } from 'node:async_hooks';
import { readdirSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { digestFile, sha256 } from './digest';
import { DigestMemo } from './digest-memo';
import { GoshawkError, systemErrorCode } from './errors';
import { COARSE_TICK } from './file-clock';
import { readFileState, sameFileState, type PresentFileState } from './file-state';

const ATTEMPTS = 3;

/**
 * Content digests of files, hashed only when size, mtime, ctime or inode say that a file is not the one that was
 * hashed before. What changed within the last two seconds is always hashed: another write in the same tick of the
 * file system's clock would not show.
 */
export class FileDigests {
  private readonly memo: DigestMemo;
  /** What was looked at within a lookOnce. Other work at the same time must not see it: it may be after a change. */
  private readonly looked = new AsyncLocalStorage<Map<string, string>>();

  /** @param memoFile JSON file that keeps digests between processes; missing or damaged counts as empty. */
  constructor(memoFile: string) {
    this.memo = new DigestMemo(memoFile);
  }

  /**
   * SHA-256 (hex) of the content; 'absent'; 'directory:<hash of the sorted names>'; 'special' for devices and pipes.
   *
   * @throws GoshawkError 'file-unreadable' for what the system refuses to show, 'file-changes-while-read'
   */
  digest(path: string): string {
    const looked = this.looked.getStore();
    const known = looked?.get(path);
    if (known !== undefined) return known;
    const digest = this.look(path);
    looked?.set(path, digest);
    return digest;
  }

  /** Writes the memo, merged with what other processes wrote meanwhile. */
  save(): void {
    this.memo.save();
  }

  /**
   * Looks at each file once while `work` runs, which stands for one look at the machine.
   *
   * @param seen what that look saw by now
   */
  lookOnce<T>(work: () => Promise<T>, seen = new Map<string, string>()): Promise<T> {
    return this.looked.run(seen, work);
  }

  private look(path: string): string {
    const absolute = isAbsolute(path) ? path : resolve(path);
    const state = orUnreadable(absolute, () => readFileState(absolute));
    switch (state.kind) {
      case 'absent':
        return 'absent';
      case 'directory':
        return `directory:${sha256(...orUnreadable(absolute, () => readdirSync(absolute)).sort())}`;
      case 'special':
        return 'special'; // Reading a pipe or a device may never end.
      case 'file':
        return this.memo.find(state) ?? this.hash(state);
    }
  }

  private hash(before: PresentFileState, attempt = 1): string {
    const digest = orUnreadable(before.path, () => digestFile(before.path));
    const after = orUnreadable(before.path, () => readFileState(before.path));
    if (after.kind === 'file' && sameFileState(before, after)) {
      if (!isRacy(after)) this.memo.record(after, digest);
      return digest;
    }
    if (attempt < ATTEMPTS && after.kind === 'file') return this.hash(after, attempt + 1);
    throw new GoshawkError({
      code: 'file-changes-while-read',
      message: `${before.path} changed while it was read.`,
      next: 'Wait until whatever writes it is done, and run again.',
    });
  }
}

function orUnreadable<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw new GoshawkError({
      code: 'file-unreadable',
      message: `${path} cannot be read (${systemErrorCode(error) ?? String(error)}).`,
      next: 'Make it readable: its content decides the build.',
      cause: error,
    });
  }
}

function isRacy({ mtimeNs, ctimeNs }: PresentFileState): boolean {
  const limit = BigInt(Date.now()) * 1_000_000n - COARSE_TICK;
  return BigInt(mtimeNs) > limit || BigInt(ctimeNs) > limit;
}
