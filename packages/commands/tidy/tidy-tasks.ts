import { formatError, mapParallel } from '../../support';
import type { BatchCallbacks } from '../build/build-tasks';
import { closingLine } from '../closing-line';
import { explainGoFailure } from '../explain-failure';
import { GO_PARALLEL } from '../go-parallel';
import type { GoTask, TaskOutcome } from '../go-task';
import type { TidyOptions } from '../options/go-options';
import { Outcomes, type TaskResult } from '../outcomes';
import { RunMemo } from '../run-memo';
import { explainWorkspace } from './explain-workspace';
import { planTidy, type PlannedTidy } from './plan-tidy';
import { runTidy } from './run-tidy';

/** Checks whether go.mod and go.sum of modules are what `go mod tidy` makes of them, or with the option `fix` lets it. */
export async function tidyTasks(
  tasks: readonly GoTask<TidyOptions>[],
  callbacks: BatchCallbacks = {},
  memo = new RunMemo(),
): Promise<TaskOutcome[]> {
  const outcomes = new Outcomes(callbacks.onOutcome);
  const planned = await outcomes.plan(tasks, (task) => planTidy(task, memo));
  let stoppedBy: NodeJS.Signals | undefined;
  await mapParallel(planned, GO_PARALLEL, async (one) => {
    const { id } = one.task;
    if (stoppedBy !== undefined)
      return outcomes.report(id, { success: false, output: `Not started: stopped by ${stoppedBy}.\n` });
    try {
      const result = await tidyOne(one, Date.now(), memo);
      stoppedBy ??= result.stoppedBy;
      outcomes.report(id, result);
    } catch (error) {
      outcomes.report(id, { success: false, output: `${formatError(error)}\n` });
    }
  });
  return outcomes.all;
}

async function tidyOne(
  planned: PlannedTidy,
  startTime: number,
  memo: RunMemo,
): Promise<TaskResult & { stoppedBy: NodeJS.Signals | undefined }> {
  const fixes = planned.task.options.fix === true;
  const { success: couldTell, changes, said, stoppedBy } = await runTidy(planned);
  const success = couldTell && stoppedBy === undefined && (fixes || changes === '');
  const explained = couldTell ? '' : explainGoFailure(said) + (await explainWorkspace(planned, said, memo));
  const output = [
    changes,
    said,
    explained,
    couldTell && !success ? 'goshawk: not tidy; --fix runs `go mod tidy`\n' : '',
    closingLine('go mod tidy', undefined, Date.now() - startTime, success ? '' : 'failed'),
  ];
  return { success, output: output.join(''), stoppedBy };
}
