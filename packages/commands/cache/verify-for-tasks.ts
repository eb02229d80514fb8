import { join } from 'node:path';
import { formatFinding, GoshawkError, groupBy, isHarmful } from '../../support';
import { forgetSuspect, readSnapshot, snapshotName, snapshotNames, suspectsOf } from '../../actions';
import { scrubCache, withVerifier, type EntryFinding } from '../../cache';
import { distrustArtifacts } from '../distrust-artifacts';
import type { CachePolicy } from '../cache-policy';
import type { PreparedTask } from '../go-task';

/** Milliseconds for what is new, which is everything once in the life of a cache; what is left comes the next time. */
const NEW = 2000;
/** Milliseconds for what tasks will read, in all dimensions together: each looks at all of its own when it runs. */
const READS = 100;
/** Milliseconds for reading entries again that nobody has touched, in all dimensions together. */
const SCRUB = 15;

/** What a verification before tasks found. */
export interface FoundBeforeTasks {
  /** For people, on one line; undefined where nothing is wrong. */
  readonly line: string | undefined;
  /** Those among the tasks whose results may be wrong, whoever found out about it. */
  readonly suspects: readonly SuspectTask[];
}

export interface SuspectTask {
  readonly task: string;
  /** To be called once no result of before can be handed over any more. */
  readonly settle: () => void;
}

/**
 * Verifies the caches of the dimensions of tasks that may run: what is new in them, what these tasks read the last time, and a slice of
 * the rest. A dimension in which none of them was built yet is left to the task.
 *
 * @throws GoshawkError 'cache-damaged' under the policy `fail`
 */
export function verifyForTasks(
  tasks: readonly PreparedTask<unknown>[],
  policy: CachePolicy,
): FoundBeforeTasks {
  const until = Date.now() + READS;
  const dimensions = [...groupBy(tasks, ({ dimension }) => dimension.directory)];
  const used = dimensions.flatMap(([directory, own]) => {
    const hashes = actionsOf(directory, own, until);
    return hashes.size === 0 ? [] : [{ directory, hashes }];
  });
  const findings = used.flatMap(({ directory, hashes }) => {
    const place = {
      gocache: join(directory, 'gocache'),
      stateDirectory: directory,
      repair: policy === 'repair' ? 'quarantine' : 'nothing',
      beforeRepair: (wrong: readonly EntryFinding[]) => distrustArtifacts(directory, wrong),
    } as const;
    const known = { depth: 'digest', trust: 'states' } as const;
    const all = withVerifier(place, (verifier) => [
      ...verifier.verify({ ...known, scopes: [{ of: 'new' }], until: Date.now() + NEW }).findings,
      ...verifier.verify({ ...known, scopes: [{ of: 'actions', hashes }], until }).findings,
      ...scrubCache(verifier, directory, SCRUB / used.length),
    ]);
    return all.filter(isHarmful);
  });
  const suspects = dimensions.flatMap(([directory, own]) => suspectsIn(directory, own));
  return { line: lineOf(findings, suspects, policy), suspects };
}

function suspectsIn(directory: string, tasks: readonly PreparedTask<unknown>[]): SuspectTask[] {
  const own = new Set(tasks.map(({ workspaceRoot, id }) => `${workspaceRoot} ${id}`));
  return suspectsOf(directory)
    .filter(({ workspaceRoot, task }) => own.has(`${workspaceRoot} ${task}`))
    .map((owner) => ({ task: owner.task, settle: () => forgetSuspect(directory, owner) }));
}

/** What the last runs of tasks have used of a dimension's cache, as far as the time goes. */
function actionsOf(directory: string, tasks: readonly PreparedTask<unknown>[], until: number): Set<string> {
  const names = new Set(snapshotNames(directory));
  const hashes = new Set<string>();
  for (const { workspaceRoot, id } of tasks) {
    if (Date.now() >= until) break;
    const name = snapshotName({ workspaceRoot, task: id });
    if (!names.has(name)) continue;
    for (const { action } of readSnapshot(directory, name)?.entries ?? []) hashes.add(action);
  }
  return hashes;
}

function lineOf(
  findings: readonly EntryFinding[],
  suspects: readonly SuspectTask[],
  policy: CachePolicy,
): string | undefined {
  const [first, ...others] = findings;
  if (first === undefined && suspects.length === 0) return undefined;
  const line = [
    first === undefined ? '' : formatFinding(first),
    others.length === 0 ? '' : `and ${others.length} more`,
    suspects.length === 0 ? '' : `to be built anew: ${suspects.map(({ task }) => task).join(', ')}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
  if (first === undefined) return line;
  if (policy !== 'fail') return line;
  throw new GoshawkError({
    code: 'cache-damaged',
    message: `Go's build cache has entries that Go would use although they are wrong: ${line}`,
    next: '`goshawk cache verify --repair` lists all of them, and moves them into quarantine.',
  });
}
