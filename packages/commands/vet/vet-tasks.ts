import { availableParallelism } from 'node:os';
import { formatError, mapParallel } from '../../support';
import type { BatchCallbacks } from '../build/build-tasks';
import { closingLine, countWork } from '../closing-line';
import { explainGoFailure } from '../explain-failure';
import type { GoTask, TaskOutcome } from '../go-task';
import type { VetOptions } from '../options/go-options';
import { DimensionDirectory, prepareTask } from '../prepare-task';
import { attributeText } from './attribute-text';
import { groupVets, planVet, type PlannedVet } from './plan-vet';
import { runVet, type VetOutcome } from './run-vet';

/** Go commands that run at the same time; each uses all cores by itself while it compiles. */
const PARALLEL = Math.max(2, Math.floor(availableParallelism() / 4));

/**
 * Checks the packages of many tasks by `go vet` with few go commands, in the dimension of their tests, so that nothing is
 * compiled twice. A task that fails, or that cannot be planned, fails alone.
 */
export async function vetTasks(
  tasks: readonly GoTask<VetOptions>[],
  callbacks: BatchCallbacks = {},
  dimensions = new DimensionDirectory(),
): Promise<TaskOutcome[]> {
  const startTime = Date.now();
  const outcomes: TaskOutcome[] = [];
  const report: Report = (id, result) => {
    const outcome = { id, ...result, startTime, endTime: Date.now() };
    outcomes.push(outcome);
    callbacks.onOutcome?.(outcome);
  };
  const planned: PlannedVet[] = [];
  for (const task of tasks) {
    try {
      planned.push(planVet(await prepareTask(task, dimensions)));
    } catch (error) {
      report(task.id, { success: false, output: `${formatError(error)}\n` });
    }
  }
  const run = new VetRun(startTime, callbacks, report);
  await mapParallel(groupVets(planned), PARALLEL, (group) => run.check(group));
  return outcomes;
}

type Report = (id: string, result: { success: boolean; output: string; unstreamed?: string }) => void;

class VetRun {
  /** The signal that reached us: no further go command starts. */
  private stoppedBy: NodeJS.Signals | undefined;

  constructor(
    private readonly startTime: number,
    private readonly callbacks: BatchCallbacks,
    private readonly report: Report,
  ) {}

  async check(group: readonly PlannedVet[]): Promise<void> {
    const [only, ...others] = group;
    if (only === undefined) return;
    const { onOutput } = others.length === 0 ? this.callbacks : {};
    let outcome: VetOutcome;
    try {
      if (this.stoppedBy !== undefined)
        return this.fail(group, `Not started: stopped by ${this.stoppedBy}.\n`);
      outcome = await runVet(group, (chunk) => onOutput?.(only.task.id, chunk));
    } catch (error) {
      return this.fail(group, `${formatError(error)}\n`);
    }
    this.stoppedBy ??= outcome.stoppedBy;
    const failed = outcome.success ? [] : blamedIn(outcome, group);
    for (const planned of group) {
      if (!failed.includes(planned)) this.close(planned, outcome, true, others.length === 0);
      else if (others.length === 0) this.close(planned, outcome, false, true);
      // Alone, a task says what its own go vet says, and nothing of its neighbours.
      else await this.check([planned]);
    }
  }

  private close(planned: PlannedVet, outcome: VetOutcome, success: boolean, isAlone: boolean): void {
    const { task, selection } = planned;
    const said = isAlone ? outcome.output : '';
    const names = new Set(selection.packages.map(({ importPath }) => importPath));
    const work = { ...countWork(outcome.graphs, names), packages: names.size };
    const line = closingLine(task.dimension.name, work, Date.now() - this.startTime, success ? '' : 'failed');
    const unstreamed = (success ? '' : explainGoFailure(said)) + line;
    const isStreamed = isAlone && this.callbacks.onOutput !== undefined;
    this.report(task.id, { success, output: said + unstreamed, ...(isStreamed ? { unstreamed } : {}) });
  }

  private fail(group: readonly PlannedVet[], output: string): void {
    for (const { task } of group) this.report(task.id, { success: false, output });
  }
}

/** Tasks that a failed command may have failed for: those that read a package of which it says something, or all. */
function blamedIn({ output, stoppedBy }: VetOutcome, group: readonly PlannedVet[]): readonly PlannedVet[] {
  const [first] = group;
  if (first === undefined || group.length === 1 || stoppedBy !== undefined) return group;
  const { named, isWhole } = attributeText(output, first.task.cwd, first.task.dimension.listing);
  const blamed = group.filter(({ reads }) => [...reads].some((importPath) => named.has(importPath)));
  return blamed.length === 0 || !isWhole ? group : blamed;
}
