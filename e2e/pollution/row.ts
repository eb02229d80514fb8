import type { ByWay, Expectation, PlainVerdict } from '../faults/row';
import type { Files } from '../support/files';
import type { Env } from '../support/run';
import type { Workspace } from '../support/workspace';

/** How the inputs of a task are at one time; what is left out is as before. */
export interface State {
  readonly files?: Files;
  /** Environment of the process that starts Nx, and of the oracle. */
  readonly env?: (workspace: Workspace) => Env;
  /** More arguments of `nx run`. */
  readonly nxArgs?: readonly string[];
  /** What the arguments or files above mean for plain Go, where it does not read them itself. */
  readonly oracleEnv?: Env;
  /** Any other change. */
  readonly apply?: (workspace: Workspace) => Promise<void>;
}

/** One input of a build or test that changes between two runs. */
export interface PollutionRow {
  readonly name: string;
  readonly target: 'go-build' | 'go-test';
  /** Files of the workspace on top of the fixture's. */
  readonly files?: Files;
  readonly first?: State;
  readonly second?: State;
  /** Whether the change may show at all; the control's may not. */
  readonly shows: 'in the outcome' | 'nowhere';
  readonly needs?: 'cc' | 'asan' | 'sh' | 'another toolchain' | 'amd64';
  /** What Goshawk makes of it, if it cannot be prevented. */
  readonly expected?: Partial<ByWay<Expectation>>;
  /** What is known of plain Go with one cache, if it is not right. */
  readonly plainGo?: PlainVerdict;
  /** Why nobody notices. */
  readonly why?: string;
  /** The task fails, and says why. */
  readonly isRefused?: true;
  /** Needs no dimension of its own: `npm test` draws from such rows. */
  readonly isCheap?: true;
  /** Belongs to the few of which a plain run replays one on each older Nx. */
  readonly sampled?: true;
}
