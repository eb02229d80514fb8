import { GoshawkError } from '../../support';

/** What a count means (`go help testflag`: -covermode). */
export type CoverMode = 'set' | 'count' | 'atomic';

/** Statements that always run together. */
export interface CoverBlock {
  /** `<import path>/<file>`. */
  readonly file: string;
  /** Line and column of the first character, and of that after the last. */
  readonly start: readonly [line: number, column: number];
  readonly end: readonly [line: number, column: number];
  readonly statements: number;
  /** How often they ran; under `set` 0 or 1. */
  readonly count: number;
}

/** A coverage profile, as `go test -coverprofile` writes it. */
export interface CoverProfile {
  /** What errors call it. */
  readonly name: string;
  readonly mode: CoverMode;
  /** By place. */
  readonly blocks: ReadonlyMap<string, CoverBlock>;
}

const MODES: readonly string[] = ['set', 'count', 'atomic'];

/** `name.go:line.column,line.column statements count` (golang.org/x/tools/cover: parseLine). */
const BLOCK = /^((.+):(\d+)\.(\d+),(\d+)\.(\d+)) (\d+) (\d+)$/;

/**
 * Reads a profile. A block that stands there several times, as in profiles of several test binaries, counts once, with what all
 * of them say.
 *
 * @throws GoshawkError 'cover-profile-malformed', 'cover-blocks-differ'
 */
export function parseProfile(text: string, name: string): CoverProfile {
  const [head = '', ...lines] = text.split(/\r?\n/);
  const mode = /^mode: (.*)$/.exec(head)?.[1] ?? '';
  if (!isMode(mode)) throw malformed(name, 1, 'it does not begin with a line such as "mode: set"');
  const blocks = new Map<string, CoverBlock>();
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const [, place, file, ...numbers] = BLOCK.exec(line) ?? [];
    if (place === undefined || file === undefined) throw malformed(name, index + 2, `it has no block: ${line}`);
    const [fromLine = 0, fromColumn = 0, toLine = 0, toColumn = 0, statements = 0, count = 0] =
      numbers.map(Number);
    const block = {
      file,
      start: [fromLine, fromColumn] as const,
      end: [toLine, toColumn] as const,
      statements,
      count,
    };
    const known = blocks.get(place);
    if (known !== undefined && known.statements !== statements) throw differingBlocks(place, name, name);
    blocks.set(place, known === undefined ? block : { ...known, count: addCounts(mode, known.count, count) });
  }
  return { name, mode, blocks };
}

/** Under `set`, what either has seen; else the sum. */
export function addCounts(mode: CoverMode, one: number, other: number): number {
  return mode === 'set' ? Math.max(one, other) : Math.min(one + other, Number.MAX_SAFE_INTEGER);
}

/** A profile as text: files by name, blocks by place. */
export function renderProfile({ mode, blocks }: CoverProfile): string {
  const sorted = [...blocks].sort(([, one], [, other]) => compareBlocks(one, other));
  return [`mode: ${mode}`, ...sorted.map(([place, { statements, count }]) => `${place} ${statements} ${count}`), '']
    .join('\n');
}

/** By file, then by start, then by end. */
export function compareBlocks(one: CoverBlock, other: CoverBlock): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return comparePositions(one.start, other.start) || comparePositions(one.end, other.end);
}

export function comparePositions(one: CoverBlock['start'], other: CoverBlock['start']): number {
  return one[0] - other[0] || one[1] - other[1];
}

export function differingBlocks(place: string, one: string, other: string): GoshawkError {
  const where = one === other ? `${one} contradicts itself` : `${one} and ${other} contradict each other`;
  return new GoshawkError({
    code: 'cover-blocks-differ',
    message: `${where} at ${place}: the file was another one when they were made.`,
    next: 'Remove the older profile, run its tests again on the same sources and with the same Go, and merge once more.',
  });
}

function isMode(text: string): text is CoverMode {
  return MODES.includes(text);
}

function malformed(name: string, line: number, reason: string): GoshawkError {
  return new GoshawkError({
    code: 'cover-profile-malformed',
    message: `${name} is no coverage profile: line ${line} says so, for ${reason}.`,
    next: 'Name files that go test -coverprofile or the option coverProfile of go-test wrote.',
  });
}
