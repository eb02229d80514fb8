import { basename, dirname, sep } from 'node:path';
import { tmpdir } from 'node:os';
import { type Env, isBeneath, readVariable } from '../../../support';
import { stateOf } from './input-state';

export interface PathScope {
  /** Directories whose content the dimension answers for, or that no content decides: GOROOT, GOMODCACHE, GOCACHE, /proc … */
  readonly ignored: readonly string[];
  readonly temporary: readonly string[];
  /** Directories that count although they may lie in a temporary one: workspace and modules. */
  readonly counted: readonly string[];
}

/** Kernel interfaces: what stands there changes from one reading to the next. */
const KERNEL = ['/dev', '/proc', '/sys'];

/** How os.MkdirTemp and t.TempDir end their names. */
const RANDOM_NAME = /\d{5,}$/;

export function pathScope(env: Env, ignored: readonly string[], counted: readonly string[]): PathScope {
  const temporary = ['TMPDIR', 'GOTMPDIR', 'TMP', 'TEMP']
    .map((name) => readVariable(env, name))
    .filter((directory) => directory !== undefined && directory !== '');
  const kernel = process.platform === 'win32' ? [] : KERNEL;
  return {
    ignored: [...ignored.filter((directory) => directory !== ''), ...kernel],
    temporary: [...(temporary as string[]), process.platform === 'win32' ? tmpdir() : '/tmp'],
    counted: counted.filter((directory) => directory !== ''),
  };
}

/**
 * Those of a test's paths whose content decides what it does. Of temporary directories those count that were there before
 * the test began, and names that are not there, unless they are a test's own directories that it has removed.
 *
 * @param since Unix milliseconds at which the command began
 */
export function trackedPaths(paths: readonly string[], scope: PathScope, since: number): string[] {
  const tracked = new Set<string>();
  for (const path of paths) {
    if (scope.ignored.some((root) => isBeneath(path, root))) continue;
    const temporary = longest(scope.temporary, path);
    const counted = longest(scope.counted, path);
    const counts = temporary === undefined || (counted !== undefined && counted.length >= temporary.length);
    const kept = counts ? path : temporaryInput(path, temporary, since);
    if (kept !== undefined) tracked.add(kept);
  }
  return [...tracked].sort();
}

function longest(roots: readonly string[], path: string): string | undefined {
  const above = roots.filter((root) => isBeneath(path, root));
  return above.reduce<string | undefined>(
    (best, root) => ((best?.length ?? -1) < root.length ? root : best),
    undefined,
  );
}

function temporaryInput(path: string, root: string, since: number): string | undefined {
  if (path.length <= root.length) return undefined;
  const top = topmostAbsent(path, root);
  if (top !== undefined) return RANDOM_NAME.test(basename(top)) ? undefined : top;
  return isNewer(path, since) ? undefined : path;
}

/** The highest directory above a path, or the path itself, that is not there: what is beneath it is not there either. */
function topmostAbsent(path: string, root: string): string | undefined {
  let absent: string | undefined;
  for (let at = path; at.length > root.length && at.includes(sep); at = dirname(at)) {
    if (stateOf(at)?.kind !== 'absent') break;
    absent = at;
  }
  return absent;
}

/** Whether something was made or changed since a moment (Unix milliseconds), with room for a coarse file system clock. */
export function isNewer(path: string, since: number): boolean {
  const state = stateOf(path);
  if (state === undefined || state.kind === 'absent') return false;
  const limit = BigInt(since - CLOCK_TICK) * 1_000_000n;
  return BigInt(state.mtimeNs) >= limit || BigInt(state.ctimeNs) >= limit;
}

/** Milliseconds by which a file system's clock may lag behind the system's. */
const CLOCK_TICK = 20;
