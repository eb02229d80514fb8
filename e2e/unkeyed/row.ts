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
  /** Goes through Nx in a plain run, too, and not only in the full matrix. */
  readonly sampled?: true;
  /** Nx does not see the change either, and would replay: the target runs without Nx's cache. */
  readonly hiddenFromNx?: true;
}
