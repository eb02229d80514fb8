import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemErrorCode } from './errors';
import { parseJson } from './parse-json';
import { pause } from './pause';
import { isAbandoned, processMark } from './process-mark';

const RENAME_ATTEMPTS = 10;

/** Name of a file that is being written; the part is the mark of the process. */
const TEMPORARY = /^\..+\.(\d+-[0-9a-f]{8})\.[0-9a-f]{12}\.tmp$/;

/** Directories in which this process has looked for what killed ones left: a process writes many files into one. */
const tidied = new Set<string>();

/**
 * Writes a whole file so that a reader sees the old or the new content, never a part. Missing directories are made.
 * Nothing is flushed to the disk: after a power cut the file may be empty, which every reader here must survive anyway. What a
 * process that was killed left half-written is removed by the next one that writes to the directory.
 */
export function writeFileAtomic(path: string, data: string | Uint8Array): void {
  const directory = dirname(path);
  const temporary = join(
    directory,
    `.${basename(path)}.${processMark()}.${randomBytes(6).toString('hex')}.tmp`,
  );
  mkdirSync(directory, { recursive: true });
  tidy(directory);
  try {
    writeFileSync(temporary, data, { flag: 'wx' });
    renameOver(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The parsed content of a JSON file, or undefined when it is missing, malformed or not what `isValid` accepts. */
export function readJsonFile<T>(path: string, isValid: (value: unknown) => value is T): T | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
  // A torn or hand-edited file counts as missing: the caller computes it again.
  const value = parseJson(text);
  return isValid(value) ? value : undefined;
}

function tidy(directory: string): void {
  if (tidied.has(directory)) return;
  tidied.add(directory);
  for (const name of readdirSync(directory)) {
    const mark = TEMPORARY.exec(name)?.[1];
    if (mark === undefined) continue;
    const file = join(directory, name);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats !== undefined && isAbandoned(mark, stats.mtimeMs)) rmSync(file, { force: true });
  }
}

function renameOver(from: string, to: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (attempt === RENAME_ATTEMPTS || !isHeldOpen(error)) throw error;
      pause(10 * attempt);
    }
  }
}

/** Windows refuses to replace a file while a virus scanner or another process holds it open, for a moment. */
function isHeldOpen(error: unknown): boolean {
  const code = systemErrorCode(error);
  return process.platform === 'win32' && (code === 'EPERM' || code === 'EBUSY' || code === 'EACCES');
}
