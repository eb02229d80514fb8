import { sha256 } from '../../support';
import { withoutPlace } from './portable-text';

/** What decides the bytes of one program. */
export interface ActionParts {
  /** Of the dimension: SHA-256 (hex). */
  readonly fingerprint: string;
  /** Digest of what decides the task and no file of its project shows: settings, build list, C inputs, stamped state. */
  readonly taskInputs: string;
  readonly importPath: string;
  readonly flags: readonly string[];
  /** `<import path>/<file>=<digest>` of every source that the program is compiled from, outside of GOROOT and GOMODCACHE. */
  readonly sources: readonly string[];
  /** Absolute; it does not count. */
  readonly workspaceRoot: string;
}

/**
 * Names a build by what decides it: `build@` and the first 16 hex digits of a SHA-256 over the step, the dimension, what the
 * task's hash has besides sources, the main package, the flags and the sources in the order of their names. Two machines with
 * the same of all these come to the same ID, wherever their workspaces lie. The package patterns of the task do not count:
 * they choose which programs are built, and not what becomes of one.
 */
export function taskActionId(parts: ActionParts): string {
  const flags = parts.flags.map((flag) => withoutPlace(flag, parts.workspaceRoot));
  const sources = [...parts.sources].sort();
  const { fingerprint, taskInputs, importPath } = parts;
  return `build@${sha256('build', fingerprint, taskInputs, importPath, sha256(...flags), ...sources).slice(0, 16)}`;
}
