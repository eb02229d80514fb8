import { STATE_LENGTH, distrustUnsettled, isInState } from '../../support';
import { pathsOf, type LookKey } from './look';
import { Look } from './look-record';
import type { Memo } from './memo-file';
import { StateLog } from './state-log';

export interface Changes {
  /** How many paths had to be looked at again: their states were other ones, or not to be trusted. */
  readonly looked: number;
  /** What looks otherwise than recorded. */
  readonly looks: ReadonlyMap<LookKey, Look>;
}

/**
 * Compares a memo with the disk. States of what looks the same as recorded are made current in the memo.
 *
 * @param now milliseconds since 1970
 */
export function findChanges(root: string, memo: Memo, now: number): Changes {
  const { states } = memo;
  const stale: { row: number; key: LookKey; at: number }[] = [];
  let end = 0;
  for (const [row, key] of memo.looks.entries()) {
    const at = end;
    let isSame = true;
    for (const path of pathsOf(root, key)) {
      isSame = isSame && isInState(path, states, end);
      end += STATE_LENGTH;
    }
    if (!isSame) stale.push({ row, key, at });
  }
  const looks = new Map<LookKey, Look>();
  if (stale.length === 0) return { looked: 0, looks };
  const lines = memo.lines();
  const log = new StateLog();
  let looked = 0;
  for (const { row, key, at } of stale) {
    const found = Look.now(root, key, log);
    looked += found.length / STATE_LENGTH;
    if (found.line !== lines[row]) {
      looks.set(key, found);
      continue;
    }
    states.set(found.states, at);
    for (let own = at; own < at + found.length; own += STATE_LENGTH) distrustUnsettled(states, own, now);
  }
  return { looked, looks };
}
