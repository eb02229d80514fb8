import { formatError } from '../../support';
import type { BatchCallbacks } from '../build/build-tasks';
import { closingLine } from '../closing-line';
import { countOf } from '../count-of';
import { explainGoFailure } from '../explain-failure';
import type { GoTask, TaskOutcome } from '../go-task';
import type { GenerateOptions } from '../options/go-options';
import { Outcomes, type RunResult } from '../outcomes';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { selectPackages } from '../select-packages';
import { runGenerate } from './run-generate';
import { checkOutputs } from './written-files';

/** Runs the `//go:generate` lines of tasks, one task after the other: generators may read what others write. */
export async function generateTasks(
  tasks: readonly GoTask<GenerateOptions>[],
  callbacks: BatchCallbacks = {},
  memo = new RunMemo(),
): Promise<TaskOutcome[]> {
  const outcomes = new Outcomes(callbacks.onOutcome);
  await outcomes.run(
    tasks,
    1,
    ({ id }) => id,
    (task) => generate(task, memo, (chunk) => callbacks.onOutput?.(task.id, chunk)),
  );
  return outcomes.all;
}

async function generate(
  task: GoTask<GenerateOptions>,
  memo: RunMemo,
  onOutput: (chunk: string) => void,
): Promise<RunResult> {
  const startTime = Date.now();
  const prepared = await prepareTask(task, memo);
  const outcome = await runGenerate(prepared, selectPackages(prepared), onOutput);
  const { exitCode, said, written, stoppedBy } = outcome;
  let success = exitCode === 0 && stoppedBy === undefined;
  let problem = success ? '' : explainGoFailure(said);
  try {
    if (success) checkOutputs(written, prepared);
  } catch (error) {
    success = false;
    problem = `${formatError(error)}\n`;
  }
  const note = [`${countOf(written.length, 'file')} written`, ...(success ? [] : ['failed'])].join(' · ');
  const unstreamed = problem + closingLine(prepared.dimension.name, undefined, Date.now() - startTime, note);
  return { success, output: said + unstreamed, unstreamed, stoppedBy };
}
