import { closeSync, openSync } from 'node:fs';
import { readFully, systemErrorCode } from '../../support';
import { readBuildInfo } from '../../toolchain';
import { ARCHIVE_HEAD_SIZE } from '../build-id/archive-head';
import { readExecutableBuildId } from '../build-id/executable-build-id';
import { partsOfFile } from '../build-id/file-parts';
import type { ReadBytes } from '../../toolchain';
import type { CacheDirectory } from '../entries/cache-directory';
import type { ActionEntry } from '../entries/action-entry';
import type { OutputKind } from '../records/verified-entry';
import { findOutput } from '../verify/output-facts';
import { kindOf } from '../verify/output-kind';
import { readArchiveFacts, type ArchiveFacts } from './archive-facts';

/** What an output is, by its own bytes. */
export interface OutputLook {
  readonly kind: OutputKind | 'test-output' | 'missing' | 'unreadable';
  /** With slashes, of an archive or a program. */
  readonly buildId?: string | undefined;
  /** Of a compiled package, a program, or a test whose output it is. */
  readonly importPath?: string | undefined;
  readonly archive?: ArchiveFacts | undefined;
  /** The whole output where it has at most ARCHIVE_HEAD_SIZE bytes. */
  readonly text?: string | undefined;
}

/** Looks at an output: its first bytes, and of archives and programs the parts that say what they are. Nothing is verified. */
export function lookAtOutput(cache: CacheDirectory, { output, size }: ActionEntry): OutputLook {
  const place = findOutput(cache, output);
  if (place.is === 'absent' || place.is === 'no-executable') return { kind: 'missing' };
  if (place.is === 'unreadable') return { kind: 'unreadable' };
  if (size === 0) return { kind: 'empty' };
  try {
    return place.isExecutable
      ? { kind: 'executable', ...programAt(place.path) }
      : during(place.path, (read) => lookAtFile(read, place.size));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return { kind: code === 'ENOENT' ? 'missing' : 'unreadable' };
  }
}

/** Build ID and import path of the program in a file. */
function programAt(path: string): { buildId: string | undefined; importPath: string | undefined } {
  const buildId = during(path, (read) => readExecutableBuildId(read)?.whole);
  return { buildId, importPath: readBuildInfo(path)?.path };
}

/** One for all files, each of which is looked at without a pause: fresh memory costs more time than a small file. */
const beginning = Buffer.allocUnsafeSlow(ARCHIVE_HEAD_SIZE);

/** Opens a file for as long as `work` runs, which keeps none of the bytes that it reads. */
export function during<T>(path: string, work: (read: ReadBytes) => T): T {
  const file = openSync(path, 'r');
  try {
    return work(partsOfFile(file, beginning.subarray(0, readFully(file, beginning, 0))));
  } finally {
    closeSync(file);
  }
}

function lookAtFile(read: ReadBytes, size: number): OutputLook {
  const head = read(0, Math.min(size, ARCHIVE_HEAD_SIZE));
  const kind = kindOf(head);
  const text = size <= ARCHIVE_HEAD_SIZE ? head.toString('utf8') : undefined;
  if (kind === 'archive') {
    const archive = readArchiveFacts(read);
    return { kind, archive, importPath: archive?.importPath, buildId: archive?.buildId.whole };
  }
  if (kind !== 'other') return { kind, text };
  const tested = testedPackage(text ?? read(size - ARCHIVE_HEAD_SIZE, ARCHIVE_HEAD_SIZE).toString('utf8'));
  return tested === undefined ? { kind, text } : { kind: 'test-output', importPath: tested, text };
}

/** Go keeps the output of a test that passed, and reads its last line (cmd/go/internal/test/test.go: tryCacheWithID). */
function testedPackage(end: string): string | undefined {
  return /(?:^|\n)ok {2}\t([^\t\n]+)\t[^\n]*\n$/.exec(end)?.[1];
}
