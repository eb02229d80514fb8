import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { systemErrorCode, statsOf } from '../../support';
import type { GoFile } from '../go-files/go-file';
import { findGenerate, GENERATE_MARK } from '../go-files/find-generate';
import { scanGoFile, scanGoFilePrefix, withGenerates } from '../go-files/scan-go-file';
import { scanPlainHeader } from '../go-files/scan-plain-header';
import type { StateLog } from './state-log';

/** Without O_NONBLOCK, which Windows lacks, opening a pipe waits for its other end. */
const FLAGS = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);
/** Bytes: nearly all files have their imports in the first of these, nearly all others in the second. */
const HEAD_SIZES = [4096, 64 * 1024] as const;

const buffer = Buffer.allocUnsafeSlow(HEAD_SIZES[1]);

/** Scans a Go file, and adds its state; undefined where it cannot be read. */
export function readGoFile(path: string, states: StateLog): GoFile | undefined {
  return readFile(path, states, scanHandle);
}

function scanHandle(file: number, size: number): GoFile {
  let length = 0;
  for (const head of HEAD_SIZES) {
    length = fill(file, buffer, length, Math.min(head, size));
    const source = buffer.toString('latin1', 0, length);
    // A prefix, of a whole file too: they do not look at what follows the imports.
    const scanned = scanPlainHeader(source) ?? scanGoFilePrefix(source);
    if (scanned !== undefined) return withGenerates(scanned, generatesIn(file, length, size));
    if (length < head) return scanGoFile(source);
  }
  return scanGoFile(readWhole(file, size).toString('latin1'));
}

/** The `//go:generate` lines of a file of which the buffer holds the beginning: they stand anywhere. */
function generatesIn(file: number, read: number, size: number): readonly string[] {
  const isSmall = size <= buffer.length;
  const bytes = isSmall ? buffer.subarray(0, fill(file, buffer, read, size)) : readWhole(file, size);
  // Found in bytes: nearly no file has one, and to make strings of thousands takes time.
  return bytes.includes(GENERATE_MARK) ? findGenerate(bytes.toString('latin1')) : [];
}

/** Reads a text and adds the state of its file; undefined where it cannot be read. */
export function readText(path: string, states: StateLog): string | undefined {
  return readFile(path, states, (file, size) => readWhole(file, size).toString('utf8'));
}

/** The state is that of the open file before it is read, so that a change meanwhile shows later. */
function readFile<T>(path: string, states: StateLog, read: (file: number, size: number) => T): T | undefined {
  let file: number;
  try {
    file = openSync(path, FLAGS);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    // Where something is there all the same, why it cannot be opened may change without a trace in its state.
    if (statsOf(path) === undefined) states.add(undefined);
    else states.addRefused();
    return undefined;
  }
  let isLogged = false;
  try {
    const stats = fstatSync(file);
    states.add(stats);
    isLogged = true;
    return stats.isFile() ? read(file, stats.size) : undefined;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    if (isLogged) states.refuseLast();
    else states.addRefused();
    return undefined;
  } finally {
    closeSync(file);
  }
}

function readWhole(file: number, size: number): Buffer {
  const whole = Buffer.allocUnsafe(size);
  return whole.subarray(0, fill(file, whole, 0, size));
}

/** Reads what is missing between `length` and `until`; returns where it ended, which is earlier if the file shrank. */
function fill(file: number, target: Buffer, length: number, until: number): number {
  while (length < until) {
    const read = readSync(file, target, length, until - length, length);
    if (read === 0) break;
    length += read;
  }
  return length;
}
