import { STATE_LENGTH, distrustUnsettled } from '../../support';
import type { Disk } from './disk';
import { findChanges } from './find-changes';
import { marksIn, pathCountOf, toLine, type LookKey, type Views } from './look';
import { Look } from './look-record';
import { Memo } from './memo-file';
import { recall, remember } from './recall';
import { RememberingDisk } from './remembering-disk';

export interface MemoRequest<T> {
  /** Absolute. */
  readonly root: string;
  /** Absolute; one for each function. */
  readonly cacheFile: string;
  /** All that the result depends on besides the disk: another key, another result. */
  readonly key: string;
  /** A function of what it sees through the disk; the result is JSON. */
  readonly compute: (disk: Disk) => T;
}

/** Looking again at fewer paths than these takes less time than writing the file. */
const LOOKS_WORTH_WRITING = 64;

/**
 * The result of a function of the disk: the recorded one if all that it saw still looks the same, else it is computed.
 * What cannot be recorded, since there is no room or no permission, is computed again next time.
 */
export function memoise<T>(request: MemoRequest<T>): T {
  const { root, cacheFile, key } = request;
  const now = Date.now();
  const memo = recall(cacheFile, key);
  if (memo === undefined) return compute(request, new Map(), now);
  const { looked, looks } = findChanges(root, memo, now);
  if (looks.size > 0) return compute(request, new Map([...recordedLooks(memo), ...looks]), now);
  if (looked >= LOOKS_WORTH_WRITING) remember(cacheFile, memo.seal());
  return memo.result() as T;
}

/** @param known what was seen before and still looks the same */
function compute<T>(
  { root, cacheFile, key, compute }: MemoRequest<T>,
  known: Map<LookKey, Look>,
  now: number,
): T {
  const result = compute(new RememberingDisk(root, known));
  remember(cacheFile, Memo.encode({ key, ...collect(known, now), result: toLine(result) }));
  return result;
}

function recordedLooks(memo: Memo): [LookKey, Look][] {
  const lines = memo.lines();
  const log = { values: memo.states };
  let end = 0;
  return memo.looks.map((key, row) => {
    const at = end;
    end += pathCountOf(key) * STATE_LENGTH;
    return [key, Look.recorded(log, at, end - at, lines[row] ?? '')];
  });
}

function collect(known: ReadonlyMap<LookKey, Look>, now: number) {
  const rows = [...known].filter(([key, { isAsked }]) => isAsked && !isPartOfListing(key, known));
  const states = new Float64Array(rows.reduce((sum, [, { length }]) => sum + length, 0));
  let end = 0;
  for (const [, look] of rows) {
    states.set(look.states, end);
    end += look.length;
  }
  for (let at = 0; at < end; at += STATE_LENGTH) distrustUnsettled(states, at, now);
  return { states, looks: rows.map(([key]) => key), lines: rows.map(([, { line }]) => line) };
}

/**
 * Whether a look is at the marks in a directory whose whole listing, with the same marks, was asked for as well. A file may
 * have come between the two: as long as the listing stays, the marks that the result was computed from would be believed.
 */
function isPartOfListing(key: LookKey, known: ReadonlyMap<LookKey, Look>): boolean {
  if (!key.startsWith('m')) return false;
  const listing = known.get(`d${key.slice(1)}`);
  if (listing?.isAsked !== true) return false;
  return toLine(marksIn(listing.value as Views['d'] | undefined)) === known.get(key)?.line;
}
