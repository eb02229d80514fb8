import { formatError, mapParallel } from '../../support';
import type { BatchCallbacks } from '../build/build-tasks';
import { keepSnapshot } from '../cache-guard';
import { closingLine, countWork } from '../closing-line';
import { explainGoFailure } from '../explain-failure';
import { GO_PARALLEL } from '../go-parallel';
import type { GoTask, TaskOutcome } from '../go-task';
import type { VetOptions } from '../options/go-options';
import { Outcomes } from '../outcomes';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { NONE_PRESENT } from '../select-present';
import { judgeVet, type Judgement } from './judge-vet';
import { groupVets, planVet, type PlannedVet } from './plan-vet';
import { runVet, type VetOutcome } from './run-vet';

/**
 * Checks the packages of many tasks by `go vet` with few go commands, in the dimension of their tests, so that nothing is
 * compiled twice. A task that fails, or that cannot be planned, fails alone.
 */
export async function vetTasks(
  tasks: readonly GoTask<VetOptions>[],
  callbacks: BatchCallbacks = {},
  memo = new RunMemo(),
): Promise<TaskOutcome[]> {
  const outcomes = new Outcomes(callbacks.onOutcome);
  const planned = await outcomes.plan(tasks, async (task) => planVet(await prepareTask(task, memo)));
  const run = new VetRun(outcomes);
  const [absent, present] = [planned.filter(isAbsent), planned.filter((one) => !isAbsent(one))];
  for (const one of absent) run.closeAbsent(one);
  await mapParallel(groupVets(present), GO_PARALLEL, (group) => run.check(group));
  return outcomes.all;
}

class VetRun {
  /** The signal that reached us: no further go command starts. */
  private stoppedBy: NodeJS.Signals | undefined;

  constructor(private readonly outcomes: Outcomes) {}

  async check(group: readonly PlannedVet[]): Promise<void> {
    let outcome: VetOutcome;
    try {
      if (this.stoppedBy !== undefined)
        return this.fail(group, `Not started: stopped by ${this.stoppedBy}.\n`);
      outcome = await runVet(group);
    } catch (error) {
      return this.fail(group, `${formatError(error)}\n`);
    }
    this.stoppedBy ??= outcome.stoppedBy;
    const isAlone = group.length === 1;
    for (const planned of group) {
      const judgement = judgeVet(planned, outcome, isAlone);
      // Alone, a task says what its own go vet says, and nothing of its neighbours.
      if (judgement === 'unclear') await this.check([planned]);
      else this.close(planned, outcome, judgement);
    }
  }

  private close({ task, selection }: PlannedVet, outcome: VetOutcome, judgement: Judgement): void {
    const { success, text } = judgement;
    const names = new Set(selection.packages.map(({ importPath }) => importPath));
    if (success) keepSnapshot(task, outcome.graphs, names);
    const work = { ...countWork(outcome.graphs, names), packages: names.size };
    const line = closingLine(
      task.dimension.name,
      work,
      Date.now() - this.outcomes.startTime,
      success ? '' : 'failed',
    );
    const output = text + (success ? '' : explainGoFailure(text)) + outcome.notes + line;
    this.outcomes.report(task.id, { success, output });
  }

  /** The go command would take the package of the directory that it runs in, if it were told none. */
  closeAbsent({ task }: PlannedVet): void {
    const milliseconds = Date.now() - this.outcomes.startTime;
    const output = closingLine(task.dimension.name, undefined, milliseconds, NONE_PRESENT);
    this.outcomes.report(task.id, { success: true, output });
  }

  private fail(group: readonly PlannedVet[], output: string): void {
    for (const { task } of group) this.outcomes.report(task.id, { success: false, output });
  }
}

function isAbsent({ selection }: PlannedVet): boolean {
  return selection.packages.length + selection.elsewhere.length === 0;
}
