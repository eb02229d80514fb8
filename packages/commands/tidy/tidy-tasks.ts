import type { BatchCallbacks } from '../build/build-tasks';
import { closingLine } from '../closing-line';
import { explainGoFailure } from '../explain-failure';
import { GO_PARALLEL } from '../go-parallel';
import type { GoTask, TaskOutcome } from '../go-task';
import type { TidyOptions } from '../options/go-options';
import { Outcomes, type RunResult } from '../outcomes';
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
  const idOf = ({ task }: PlannedTidy) => task.id;
  await outcomes.run(planned, GO_PARALLEL, idOf, (one) => tidyOne(one, Date.now(), memo));
  return outcomes.all;
}

async function tidyOne(planned: PlannedTidy, startTime: number, memo: RunMemo): Promise<RunResult> {
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
