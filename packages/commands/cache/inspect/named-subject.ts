import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { buildIdOfFile } from '../../../cache';
import { systemErrorCode, UsageError } from '../../../support';

/** What a person wants to know about. */
export interface NamedSubject {
  /** A package, an ID, or a build ID. */
  readonly text: string;
  /** The file that was named, whose ID or build ID the text is. */
  readonly file?: string | undefined;
  /** The GOCACHE that the file lies in. */
  readonly gocache?: string | undefined;
}

const ENTRY = /^([0-9a-f]{64})-[ad]$/;

/**
 * Reads what a text names: a file that is there by the ID in its name if it is an entry of a cache, else by its build ID;
 * everything else stands for itself.
 *
 * @throws UsageError 'no-build-id'
 */
export function readSubject(named: string, cwd: string): NamedSubject {
  const path = resolve(cwd, named);
  const entry = entryAt(path) ?? entryAt(dirname(path));
  if (entry !== undefined && isThere(path) !== undefined) return { ...entry, file: path };
  if (isThere(path) !== 'file') return { text: named };
  const text = readBuildId(path);
  if (text !== undefined) return { text, file: path };
  throw new UsageError({
    code: 'no-build-id',
    message: `${path} has no build ID that the go command wrote.`,
    next: 'Give a compiled package, a program that go build made, an entry of a cache, or an ID.',
  });
}

/** An entry of a cache lies in a directory that is called as its first two digits; a cached program, one deeper. */
function entryAt(path: string): { text: string; gocache: string } | undefined {
  const id = ENTRY.exec(basename(path))?.[1];
  const shard = dirname(path);
  return id !== undefined && id.startsWith(basename(shard))
    ? { text: id, gocache: dirname(shard) }
    : undefined;
}

function isThere(path: string): 'file' | 'other' | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? undefined : stats.isFile() ? 'file' : 'other';
}

function readBuildId(path: string): string | undefined {
  try {
    return buildIdOfFile(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new UsageError({
      code: 'unreadable-file',
      message: `${path} cannot be read (${code}).`,
      next: 'Check its permissions.',
      cause: error,
    });
  }
}
