const SECOND = 1_000_000_000n;

/** Nanoseconds: what the coarsest file systems round their times to. */
export const COARSE_TICK = 2n * SECOND;

/** Nanoseconds by which a file system's clock with parts of a second may lag behind the system's. */
const FINE_TICK = 20_000_000n;

/**
 * Whether a later change of a file would show in its time. One within the same tick of the file system's clock would not.
 *
 * @param time nanoseconds since 1970 of the last change, 0 for none; without a part of a second it may be rounded
 * @param now nanoseconds since 1970, of before the file was looked at
 */
export function isSettled(time: bigint, now: bigint): boolean {
  return time < now - (time % SECOND === 0n ? COARSE_TICK : FINE_TICK);
}
