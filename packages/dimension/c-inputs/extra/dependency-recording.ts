import { existsSync, readFileSync } from 'node:fs';
import type { Env } from '../../../support';
import { parseMakeRules } from '../compiler/make-rules';

/** One file that a compiler said to have read. */
export interface RecordedRead {
  /** As the compiler names it; relative to a directory that it does not tell. */
  readonly name: string;
  /** What was made of it, such as `x.cgo2.o`; '' where the compiler does not say. */
  readonly target: string;
}

const CLANG_SUFFIX = '.clang';

/**
 * Variables under which every C compiler of a build appends what it includes to `file` (gcc) or beside it (clang). No
 * go command counts them: action IDs and outputs stay as they are.
 *
 * @param file Absolute, without a blank: gcc takes what follows one for the name of a target, and writes elsewhere. With
 * a blank only clang records.
 */
export function dependencyRecording(file: string): Env {
  const clang = { CC_PRINT_HEADERS: '1', CC_PRINT_HEADERS_FILE: file + CLANG_SUFFIX };
  return /\s/.test(file) ? clang : { ...clang, SUNPRO_DEPENDENCIES: file };
}

/** What the compilers of a build recorded. Compilers that append at the same time may have mangled a line. */
export function readRecording(file: string): RecordedRead[] {
  const rules = parseMakeRules(readText(file));
  const byGcc = rules.flatMap(({ target, prerequisites }) => prerequisites.map((name) => ({ name, target })));
  const byClang = readText(file + CLANG_SUFFIX)
    .split(/\r?\n/)
    .map((line) => line.replace(/^\.+ /, ''))
    .filter((name) => name !== '');
  return [...byGcc, ...byClang.map((name) => ({ name, target: '' }))];
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''; // No compiler ran: nothing was recorded.
}
