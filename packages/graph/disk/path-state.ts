import { statSync, type Stats } from 'node:fs';
import { isSettled, systemErrorCode } from '../../support';

/** Numbers that a state takes in an array of them: size (bytes), mtime and ctime (milliseconds since 1970), inode. */
export const STATE_LENGTH = 4;

const ABSENT = -1;
const REFUSED = -2;
const WITHOUT_ERROR = { throwIfNoEntry: false } as const;
/** Older than any tick of a file system's clock. */
const LONG_SETTLED_MS = 5000;

/** Writes the state of a path, or of what the link there points at, to states[at] and after. */
export function readState(path: string, states: Float64Array, at: number): Stats | undefined {
  let stats: Stats | undefined;
  try {
    stats = statSync(path, WITHOUT_ERROR);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOTDIR') {
      writeRefused(states, at);
      return undefined;
    }
  }
  writeState(stats, states, at);
  return stats;
}

export function writeState(stats: Stats | undefined, states: Float64Array, at: number): void {
  states[at] = stats?.size ?? ABSENT;
  states[at + 1] = stats?.mtimeMs ?? 0;
  states[at + 2] = stats?.ctimeMs ?? 0;
  states[at + 3] = stats?.ino ?? 0;
}

/** What the system does not show has a state that equals none, itself included. */
export function writeRefused(states: Float64Array, at: number): void {
  states.fill(Number.NaN, at, at + STATE_LENGTH);
  states[at] = REFUSED;
}

export function sameState(a: Float64Array, atA: number, b: Float64Array, atB: number): boolean {
  return (
    a[atA] === b[atB] && a[atA + 1] === b[atB + 1] && a[atA + 2] === b[atB + 2] && a[atA + 3] === b[atB + 3]
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
