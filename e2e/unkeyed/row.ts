import type { ByWay, Expectation, PlainVerdict } from '../faults/row';
import type { Files } from '../support/files';
import type { Env } from '../support/run';
import type { Workspace } from '../support/workspace';

/** How the go command is used: it keeps something else in each case. */
export type Use = 'build' | 'run' | 'test';

/** An input that Go's own cache keys lack. At first the program says 1; after `change` it must say 2. A test must fail then. */
export interface UnkeyedRow {
  readonly name: string;
  readonly use: Use;
  readonly files: Files;
  readonly needs?: 'cc' | 'pkg-config' | 'sh';
  /** Environment of all commands. */
  readonly env?: (workspace: Workspace) => Env;
  /** Environment that is another after the change. */
  readonly envAfter?: (workspace: Workspace) => Env;
  /** Flags of the go command, and the same as options of the target. */
  readonly flags?: (workspace: Workspace) => readonly string[];
  readonly prepare?: (workspace: Workspace) => Promise<void>;
  readonly change: (workspace: Workspace) => void | Promise<void>;
  /** Why Go does not notice, and where this can be read. */
  readonly why: string;
  /** What Goshawk makes of it, if it cannot be prevented. */
  readonly expected?: ByWay<Expectation>;
  /** What plain Go makes of it, if it is not wrong in silence; null where that is not the same on each run. */
  readonly plainGo?: PlainVerdict | null;
  /** Needs no cache of its own: `npm test` draws from such rows. */
  readonly isCheap?: true;
  /** Nx does not see the change either, and would replay: the target runs without Nx's cache. */
  readonly hiddenFromNx?: true;
}
