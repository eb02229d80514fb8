import type { Disk } from './disk';
import { findChanges } from './find-changes';
import { toLine } from './look';
import { encodeMemo, memoKeys, memoLines, memoResult, sealMemo, type Memo } from './memo-file';
import { STATE_LENGTH, distrustUnsettled } from './path-state';
import { recall, remember } from './recall';
import { Look } from './look-record';
import { RememberingDisk } from './remembering-disk';
import { scanTrees } from './scan-trees';

export interface MemoRequest<T> {
  /** Absolute. */
  readonly root: string;
  /** Absolute; one for each function. */
  readonly cacheFile: string;
  /** All that the result depends on besides the disk: another key, another result. */
  readonly key: string;
  /** Directories whose content the function will look at, as far as it is not ignored: for speed alone. */
  readonly trees: readonly string[];
  /** A function of what it sees through the disk; the result is JSON. */
  readonly compute: (disk: Disk) => T;
  /** The compiled scan-worker, where it does not lie beside the bundle. */
  readonly workerFile?: string;
}

/** Looking again at fewer paths than these takes less time than writing the file. */
const LOOKS_WORTH_WRITING = 64;

/**
 * The result of a function of the disk: the recorded one if all that it saw still looks the same, else it is computed.
 * What cannot be recorded, since there is no room or no permission, is computed again next time.
 */
export function memoise<T>(request: MemoRequest<T>): T {
  const { root, cacheFile, key, workerFile } = request;
  const now = Date.now();
  const memo = recall(cacheFile, key);
  if (memo === undefined) return compute(request, new Map(), now);
  const { looked, looks } = findChanges(root, memo, now, workerFile);
  if (looks.size > 0) return compute(request, new Map([...recordedLooks(memo), ...looks]), now);
  if (looked >= LOOKS_WORTH_WRITING) remember(cacheFile, sealMemo(memo));
  return memoResult(memo) as T;
}

/** @param known what was seen before and still looks the same; empty where there was no memo */
function compute<T>(
  { root, cacheFile, key, trees, compute, workerFile }: MemoRequest<T>,
  known: Map<string, Look>,
  now: number,
): T {
  const disk = new RememberingDisk(root, known);
  if (known.size === 0) scanTrees(trees, disk, known, workerFile);
  const result = compute(disk);
  remember(cacheFile, encodeMemo({ key, ...collect(known, now), result: toLine(result) }));
  return result;
}

function recordedLooks(memo: Memo): [string, Look][] {
  const { states } = memo;
  const lines = memoLines(memo);
  return memoKeys(memo).map((key, row) => [key, Look.ofLine(states, row * STATE_LENGTH, lines[row] ?? '')]);
}

function collect(looks: ReadonlyMap<string, Look>, now: number) {
  const rows = [...looks].filter(([key, { isAsked }]) => isAsked && !isPartOfListing(key, looks));
  const states = new Float64Array(rows.length * STATE_LENGTH);
  for (const [row, [, look]] of rows.entries()) {
    states.set(look.states.subarray(look.at, look.at + STATE_LENGTH), row * STATE_LENGTH);
    distrustUnsettled(states, row * STATE_LENGTH, now);
  }
  return {
    states,
    keys: rows.map(([key]) => key),
    lines: rows.map(([, { line }]) => line),
  };
}

/** Whether a look is at the marks in a directory whose whole listing, at the same state, was asked for as well. */
function isPartOfListing(key: string, looks: ReadonlyMap<string, Look>): boolean {
  return key.startsWith('m') && looks.get(`d${key.slice(1)}`)?.isAsked === true;
}
