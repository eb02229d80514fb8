import { readVariable, sha256Of, type Env } from '../../../support';
import type { Salt } from '../arguments/salt';
import type { InputState } from './input-state';
import type { TestIds } from './test-id';

/** One run of a package's tests that passed: what it was, what it asked for, and what it got. */
export interface Observation {
  readonly testIds: readonly string[];
  readonly salt: Salt;
  /** SHA-256 of each variable's value; null where it was unset. */
  readonly env: Readonly<Record<string, string | null>>;
  readonly paths: readonly string[];
  /** Digest over paths and their contents. */
  readonly state: string;
}

/** What is there now. */
export interface PresentInputs {
  readonly env: Env;
  readonly files: InputState;
}

/** SHA-256 of a variable's value, or null when it is unset. */
export function digestVariable(env: Env, name: string): string | null {
  const value = readVariable(env, name);
  return value === undefined ? null : sha256Of(value);
}

export function digestVariables(env: Env, names: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(names.map((name) => [name, digestVariable(env, name)]));
}

/** Whether files are now what they were then. */
function hasSameFiles({ paths, state }: Observation, { files }: PresentInputs): boolean {
  return files.digestAll(paths) === state;
}

/** Whether variables are now what they were then. */
function hasSameVariables(observation: Observation, { env }: PresentInputs): boolean {
  return Object.entries(observation.env).every(([name, digest]) => digestVariable(env, name) === digest);
}

/**
 * The run that shows that tests would pass now: the same binary with the same arguments, the same answers to everything it
 * asked. What Go has kept under one of these IDs is from this run or from one that saw the same as far as Go's key goes.
 */
export function findProof(
  observations: readonly Observation[],
  ids: TestIds,
  now: PresentInputs,
): Observation | undefined {
  return observations.find(
    (observation) =>
      observation.testIds.some((id) => id === ids.byLink || id === ids.byBinary) &&
      hasSameVariables(observation, now) &&
      hasSameFiles(observation, now),
  );
}

/** The salt under which Go may have the result for files as they are now; undefined where no run is known to have seen them. */
export function knownSalt(observations: readonly Observation[], now: PresentInputs): Salt | undefined {
  const fitting = observations.filter((observation) => hasSameFiles(observation, now));
  return (fitting.find((observation) => hasSameVariables(observation, now)) ?? fitting[0])?.salt;
}
