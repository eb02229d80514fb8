import type { BatchCallbacks } from '../build/build-tasks';
import { closingLine } from '../closing-line';
import { explainGoFailure } from '../explain-failure';
import type { GoTask, TaskOutcome } from '../go-task';
import type { VulnOptions } from '../options/go-options';
import { Outcomes, type RunResult } from '../outcomes';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { NONE_PRESENT } from '../select-present';
import { explainScanner } from './explain-scanner';
import { runScan } from './run-scan';
import { selectScanned } from './select-scanned';

/** Runs govulncheck for tasks, one after the other: each uses all cores. */
export async function vulnTasks(
  tasks: readonly GoTask<VulnOptions>[],
  callbacks: BatchCallbacks = {},
  memo = new RunMemo(),
): Promise<TaskOutcome[]> {
  const outcomes = new Outcomes(callbacks.onOutcome);
  await outcomes.run(
    tasks,
    1,
    ({ id }) => id,
    (task) => scan(task, memo, (chunk) => callbacks.onOutput?.(task.id, chunk)),
  );
  return outcomes.all;
}

async function scan(
  task: GoTask<VulnOptions>,
  memo: RunMemo,
  onOutput: (chunk: string) => void,
): Promise<RunResult> {
  const startTime = Date.now();
  const prepared = await prepareTask(task, memo);
  const packages = selectScanned(prepared);
  const { exitCode, stdout, stderr, stoppedBy } = await runScan(prepared, packages, memo, onOutput);
  const said = stdout + stderr;
  const success = exitCode === 0 && stoppedBy === undefined;
  const note = success && packages.length === 0 ? NONE_PRESENT : success ? '' : 'failed';
  const unstreamed =
    (success ? '' : explainGoFailure(said) + explainScanner(said)) +
    closingLine(prepared.dimension.name, undefined, Date.now() - startTime, note);
  return { success, output: said + unstreamed, unstreamed, stoppedBy };
}
