import { statSync, type Stats } from 'node:fs';
import { systemErrorCode } from './errors';
import { isSettled } from './file-clock';

/** Numbers that a state takes in an array of them: size (bytes), mtime and ctime (milliseconds since 1970), inode. */
export const STATE_LENGTH = 4;

const ABSENT = -1;
const WITHOUT_ERROR = { throwIfNoEntry: false } as const;
/** Older than any tick of a file system's clock. */
const LONG_SETTLED_MS = 5000;

/** What is at a path, or what the link there points at: undefined for nothing, `refused` where the system does not say. */
export function statsOf(path: string): Stats | undefined | 'refused' {
  try {
    return statSync(path, WITHOUT_ERROR);
  } catch (error) {
    return systemErrorCode(error) === 'ENOTDIR' ? undefined : 'refused';
  }
}

/** Writes the state of a path to states[at] and after. */
export function writeState(stats: Stats | undefined, states: Float64Array, at: number): void {
  states[at] = stats?.size ?? ABSENT;
  states[at + 1] = stats?.mtimeMs ?? 0;
  states[at + 2] = stats?.ctimeMs ?? 0;
  states[at + 3] = stats?.ino ?? 0;
}

/** The state of a path by itself; one that equals none where the system does not say. */
export function readState(path: string): Float64Array {
  const state = new Float64Array(STATE_LENGTH);
  const stats = statsOf(path);
  if (stats === 'refused') state.fill(Number.NaN);
  else writeState(stats, state, 0);
  return state;
}

/** Whether a path is in a state now. */
export function isInState(path: string, states: Float64Array, at: number): boolean {
  const stats = statsOf(path);
  if (stats === undefined) return states[at] === ABSENT;
  return (
    stats !== 'refused' &&
    stats.mtimeMs === states[at + 1] &&
    stats.size === states[at] &&
    stats.ctimeMs === states[at + 2] &&
    stats.ino === states[at + 3]
  );
}

/**
 * Makes a state that may hide a later change equal to none.
 *
 * @param now milliseconds since 1970, of before the state was read
 */
export function distrustUnsettled(states: Float64Array, at: number, now: number): void {
  const changed = Math.max(states[at + 1] ?? 0, states[at + 2] ?? 0);
  if (changed < now - LONG_SETTLED_MS) return;
  const nowNs = BigInt(now) * 1_000_000n;
  const settled =
    isSettled(nanoseconds(states[at + 1]), nowNs) && isSettled(nanoseconds(states[at + 2]), nowNs);
  if (!settled) states[at + 1] = Number.NaN;
}

/** A time without a part of a second keeps none: isSettled tells coarse clocks by that. */
function nanoseconds(milliseconds = 0): bigint {
  if (Number.isNaN(milliseconds)) return 0n;
  return Number.isInteger(milliseconds)
    ? BigInt(milliseconds) * 1_000_000n
    : BigInt(Math.round(milliseconds * 1000)) * 1000n;
}
