import { formatError, mapParallel } from '../../support';
import type { BatchCallbacks } from '../build/build-tasks';
import { closingLine } from '../closing-line';
import { countOf } from '../count-of';
import { GO_PARALLEL } from '../go-parallel';
import type { GoTask, TaskOutcome } from '../go-task';
import type { FmtOptions } from '../options/go-options';
import { Outcomes } from '../outcomes';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { groupFmts, planFmt, type PlannedFmt } from './plan-fmt';
import { runGofmt, type GofmtOutcome } from './run-gofmt';

/**
 * Checks whether Go files are formatted as `go fmt` formats them, or with the option `fix` formats them, with one gofmt for all
 * tasks of equal options.
 */
export async function fmtTasks(
  tasks: readonly GoTask<FmtOptions>[],
  callbacks: BatchCallbacks = {},
  memo = new RunMemo(),
): Promise<TaskOutcome[]> {
  const outcomes = new Outcomes(callbacks.onOutcome);
  const planned = await outcomes.plan(tasks, async (task) => planFmt(await prepareTask(task, memo)));
  await mapParallel(groupFmts(planned), GO_PARALLEL, async (group) => {
    try {
      const outcome = await runGofmt(group);
      for (const one of group) report(one, outcome, outcomes);
    } catch (error) {
      const output = `${formatError(error)}\n`;
      for (const { task } of group) outcomes.report(task.id, { success: false, output });
    }
  });
  return outcomes.all;
}

function report({ task, files }: PlannedFmt, outcome: GofmtOutcome, outcomes: Outcomes): void {
  const { changes, errors, rest, success: succeeded, stoppedBy } = outcome;
  const fixes = task.options.fix === true;
  const changed = files.filter((file) => changes.has(file));
  const failed = files.filter((file) => errors.has(file));
  // A failure that no file explains is everybody's.
  const isUnexplained = !succeeded && (rest !== '' || changes.size + errors.size === 0);
  const isStopped = stoppedBy !== undefined;
  const success = !isStopped && !isUnexplained && failed.length === 0 && (fixes || changed.length === 0);
  const texts = [
    ...changed.map((file) => (fixes ? `formatted ${file}\n` : (changes.get(file) ?? ''))),
    ...failed.map((file) => errors.get(file) ?? ''),
    isUnexplained ? rest : '',
    isStopped ? `Stopped by ${stoppedBy}.\n` : '',
    !fixes && changed.length > 0
      ? `goshawk: ${countOf(changed.length, 'file')} not formatted; --fix formats ${changed.length === 1 ? 'it' : 'them'}\n`
      : '',
    closingLine(
      countOf(files.length, 'file'),
      undefined,
      Date.now() - outcomes.startTime,
      success ? '' : 'failed',
    ),
  ];
  outcomes.report(task.id, { success, output: texts.join('') });
}
