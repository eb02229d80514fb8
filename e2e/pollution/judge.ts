import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from '../support/oracle';
import type { PollutionRow } from './row';
import type { Replay, Verdict } from './replay';

/** `right`, or what is wrong, beginning with one word: `stale`, `wrong`, `missed`, or `blind` for a row that could not detect anything. */
export function judge(row: PollutionRow, { first, second, unchanged }: Verdict): string {
  const shows = !isDeepStrictEqual(first.oracle, second.oracle);
  if (shows !== (row.shows === 'in the outcome')) {
    return `blind: plain Go's outcomes ${shows ? 'differ' : 'are equal'}: ${describe(first.oracle)}, ${describe(second.oracle)}`;
  }
  if (!isDeepStrictEqual(first.outcome, first.oracle)) return mismatch('wrong: first run', first);
  if (!isDeepStrictEqual(second.outcome, second.oracle)) {
    const stale = isDeepStrictEqual(second.outcome, first.oracle);
    return mismatch(`${stale ? 'stale' : 'wrong'}: second run`, second);
  }
  if (!isDeepStrictEqual(unchanged.outcome, second.oracle))
    return mismatch('wrong: unchanged run', unchanged);
  for (const replay of [first, second, unchanged]) {
    const misplaced = describeMisplaced(replay);
    if (misplaced !== undefined) return misplaced;
  }
  // Nx does not keep failures, so a failing test has to run again.
  if (unchanged.isHit !== second.outcome.succeeded) return mismatch('missed: unchanged run', unchanged);
  return 'right';
}

function mismatch(heading: string, replay: Replay): string {
  return [
    `${heading}${replay.isHit ? ' (replayed)' : ''}`,
    `is:        ${describe(replay.outcome)} ${replay.location ?? ''}`,
    `should be: ${describe(replay.oracle)}`,
    replay.output,
  ].join('\n');
}

function describe(outcome: Outcome): string {
  return JSON.stringify(outcome);
}

function describeMisplaced({ location, oracle }: Replay): string | undefined {
  const settings = oracle.artifact?.settings;
  if (location === undefined || settings === undefined) return undefined;
  const extension = settings.GOOS === 'windows' ? '.exe' : '';
  const expected = `dist/apps/app/${settings.GOOS}-${settings.GOARCH}/app${extension}`;
  return location === expected ? undefined : `wrong: the program is ${location}, not ${expected}`;
}
