import { GoshawkError, sha256, systemErrorCode } from '../support';
import type { GoTask } from './go-task';
import type { SharedOptions } from './options/go-options';
import { prepareTask } from './prepare-task';
import type { RunMemo } from './run-memo';
import { taskInputsOf } from './task-inputs';
import type { HashAdditions } from './test';

/**
 * The digest of one task, which its runner hashes beforehand and its executor checks: its inputs, and behind a dash what was found out
 * about the task when results of it were replayed, so that what it was built from can be told apart from it.
 *
 * @param runner what the task runner calls the task, and the environment in which it runs: `task` may stand for several that have
 *   alike what takes time to compute
 */
export async function digestTask(
  task: GoTask<SharedOptions>,
  executor: string,
  runner: { readonly id: string; readonly env: GoTask<SharedOptions>['env'] },
  additions: HashAdditions,
  memo: RunMemo,
): Promise<string> {
  const inputs = await taskInputsOf(task, executor, memo);
  const { dimension } = await prepareTask(task, memo);
  const { workspaceRoot } = task;
  const further = additions.valuesOf(runner.id, {
    workspaceRoot,
    env: runner.env,
    digests: dimension.digests,
  });
  return further.length === 0 ? inputs : `${inputs}-${sha256(...further).slice(0, 16)}`;
}

/**
 * A digest that no hash had before, for a task whose own cannot be computed: nothing is replayed for it, and the task says what is
 * wrong.
 *
 * @throws the error itself if it is none of those that are known
 */
export function digestOfFailure(error: unknown): string {
  return unseenDigest(knownCode(error));
}

/** The code of an error that a task explains when it runs. @throws every other error */
export function knownCode(error: unknown): string {
  const code = error instanceof GoshawkError ? error.code : systemErrorCode(error);
  if (code === undefined) throw error;
  return code;
}

/** Another value each time. */
export function unseenDigest(reason: string): string {
  return `${reason}-${sha256(String(Date.now()), String(Math.random())).slice(0, 16)}`;
}
