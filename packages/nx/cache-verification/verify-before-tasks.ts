import { GoshawkError } from '../../support';
import {
  HashAdditions,
  prepareTask,
  verifyForTasks,
  type FoundBeforeTasks,
  type PreparedTask,
} from '../../commands';
import type { PluginOptions } from '../plugin-options';
import { stateDirectoryOf } from '../state-directory';
import type { HashedRun, TaskHashes } from '../task-hash/set-hash-variables';

/**
 * Verifies the caches that the tasks of a command will read, and says in one line what was wrong. Tasks whose results may be wrong get
 * a salt.
 *
 * @returns whether one got a salt: the hashes have to be computed again
 * @throws GoshawkError 'cache-damaged' under the policy `fail`
 */
export async function verifyBeforeTasks(
  { runs, memo }: TaskHashes,
  { cacheVerification }: PluginOptions,
  workspaceRoot: string,
): Promise<boolean> {
  const prepared = await Promise.all(runs.map((run) => prepare(run, memo)));
  const tasks = prepared.filter((task) => task !== undefined);
  const { line, suspects } = verifyForTasks(tasks, cacheVerification);
  if (line !== undefined) console.warn(`goshawk: ${line}`);
  return salt(suspects, runs, workspaceRoot);
}

async function prepare(
  { task }: HashedRun,
  memo: TaskHashes['memo'],
): Promise<PreparedTask<unknown> | undefined> {
  try {
    return await prepareTask(task, memo);
  } catch (error) {
    // The task itself will say so.
    if (error instanceof GoshawkError) return undefined;
    throw error;
  }
}

function salt(
  suspects: FoundBeforeTasks['suspects'],
  runs: readonly HashedRun[],
  workspaceRoot: string,
): boolean {
  const additions = new HashAdditions(stateDirectoryOf(workspaceRoot, process.env));
  const targets = new Map(runs.map(({ target }) => [target.id, target]));
  const known = suspects.filter(({ task }) => targets.has(task));
  for (const { task, settle } of known) {
    const target = targets.get(task);
    additions.addSalt(`${target?.project}:${target?.target}`);
    settle();
  }
  return known.length > 0;
}
