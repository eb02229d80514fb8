import { existsSync, readFileSync } from 'node:fs';
import { GoshawkError } from '../../support';

/** An action of `-debug-actiongraph` (cmd/go/internal/work/action.go: actionJSON). Undocumented by Go, stable since 1.11. */
export interface Action {
  ID: number;
  /** build, link, link-install, vet, test run, nop, build check cache (1.26)… */
  Mode: string;
  /** Import path; '' for actions without a package. */
  Package: string;
  Deps?: number[];
  Objdir?: string;
  Target?: string;
  Built?: string;
  VetxOnly?: boolean;
  NeedVet?: boolean;
  NeedBuild?: boolean;
  /** The first 15 bytes of the action's hash, in base64url: the first part of BuildID. */
  ActionID?: string;
  BuildID?: string;
  TimeStart?: string;
  TimeDone?: string;
  /** The commands that were run; null when the result was in the cache. */
  Cmd: string[] | null;
  CmdReal?: number;
  CmdUser?: number;
  CmdSys?: number;
}

export type ActionGraph = readonly Action[];

/**
 * Reads the file of `-debug-actiongraph`. The go command writes none when it fails before its first action: it has no actions then.
 *
 * @throws GoshawkError action-graph-unreadable: the go command was killed while it wrote the file, or wrote another format
 */
export function readActionGraph(file: string): ActionGraph {
  if (!existsSync(file)) return [];
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(value) && value.every(isAction)) return value;
    throw new TypeError('not a list of actions');
  } catch (error) {
    throw new GoshawkError({
      code: 'action-graph-unreadable',
      message: `The action graph ${file} cannot be read: ${String(error)}.`,
      next: 'Run the build again; Go writes it at the end of a build.',
      cause: error,
    });
  }
}

function isAction(value: unknown): value is Action {
  if (typeof value !== 'object' || value === null) return false;
  if (!('ID' in value) || !('Mode' in value) || !('Package' in value) || !('Cmd' in value)) return false;
  const isList = value.Cmd === null || Array.isArray(value.Cmd);
  return (
    typeof value.ID === 'number' &&
    typeof value.Mode === 'string' &&
    typeof value.Package === 'string' &&
    isList
  );
}
