import type { BatchCallbacks } from '../build/build-tasks';
import { closingLine } from '../closing-line';
import { explainGoFailure } from '../explain-failure';
import type { GoTask, TaskOutcome } from '../go-task';
import type { LintOptions } from '../options/go-options';
import { Outcomes, type RunResult } from '../outcomes';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { runLint } from './run-lint';

/** Runs golangci-lint for tasks, one after the other: each uses all cores. */
export async function lintTasks(
  tasks: readonly GoTask<LintOptions>[],
  callbacks: BatchCallbacks = {},
  memo = new RunMemo(),
): Promise<TaskOutcome[]> {
  const outcomes = new Outcomes(callbacks.onOutcome);
  await outcomes.run(
    tasks,
    1,
    ({ id }) => id,
    (task) => lint(task, memo, (chunk) => callbacks.onOutput?.(task.id, chunk)),
  );
  return outcomes.all;
}

async function lint(
  task: GoTask<LintOptions>,
  memo: RunMemo,
  onOutput: (chunk: string) => void,
): Promise<RunResult> {
  const startTime = Date.now();
  const prepared = await prepareTask(task, memo);
  const { exitCode, stdout, stderr, stoppedBy } = await runLint(prepared, onOutput);
  const said = stdout + stderr;
  const success = exitCode === 0 && stoppedBy === undefined;
  const unstreamed =
    (success ? '' : explainGoFailure(said) + explainLinter(said)) +
    closingLine(prepared.dimension.name, undefined, Date.now() - startTime, success ? '' : 'failed');
  return { success, output: said + unstreamed, unstreamed, stoppedBy };
}

/** What to do about a configuration of another version of golangci-lint. */
function explainLinter(said: string): string {
  if (!/unsupported version of the configuration/.test(said)) return '';
  return 'goshawk: The configuration is for another version of golangci-lint: install that one, or run `golangci-lint migrate`, which makes one for version 2.\n';
}
