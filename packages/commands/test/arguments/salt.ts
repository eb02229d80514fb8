import { randomInt } from 'node:crypto';
import { splitQuoted, parseGoArguments, type GoEnv, type GoFlag } from '../../../toolchain';
import { parseGoDuration } from './go-duration';
import { bareName } from './test-arguments';

/**
 * Nanoseconds that are added to -benchtime, else to -timeout, so that Go takes a test for another one: both are among the
 * arguments in the key of its result, and so few change nothing for the test. 0 adds nothing.
 */
export type Salt = number;

export const NO_SALT: Salt = 0;

/** Below a millisecond. Two equal salts by chance cost a run more: results are compared by their full digests. */
const SALTS = 1_000_000;

/** A salt that was not used before, but for one chance in a million. */
export function freshSalt(): Salt {
  return randomInt(1, SALTS);
}

/**
 * The flags that carry a salt, to be put after the others.
 *
 * @returns undefined where the user gave both durations in a way that leaves no room.
 */
export function saltFlags(salt: Salt, flags: readonly GoFlag[], goEnv: GoEnv): string[] | undefined {
  if (salt === NO_SALT) return [];
  const all = [...parseGoArguments('test', splitQuoted(goEnv.GOFLAGS)).flags, ...flags];
  const last = (name: string) => all.findLast((flag) => bareName(flag) === name)?.value;
  if (last('benchtime') === undefined) return [`-benchtime=${1_000_000_000 + salt}ns`];
  const timeout = parseGoDuration(last('timeout') ?? '10m');
  return timeout === undefined || timeout <= 0n ? undefined : [`-timeout=${timeout + BigInt(salt)}ns`];
}
