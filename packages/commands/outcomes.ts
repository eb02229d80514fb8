import { formatError, mapParallel } from '../support';
import type { GoTask, TaskOutcome } from './go-task';

/** What a task has come to, as its runner knows it. */
export type TaskResult = Pick<TaskOutcome, 'success' | 'output' | 'unstreamed'>;

/** The same, with the signal that reached us meanwhile. */
export type RunResult = TaskResult & { readonly stoppedBy: NodeJS.Signals | undefined };

/** The outcomes of the tasks of one call, each handed on as soon as it is known. */
export class Outcomes {
  readonly all: TaskOutcome[] = [];
  /** Unix milliseconds. */
  readonly startTime = Date.now();

  constructor(private readonly onOutcome: ((outcome: TaskOutcome) => void) | undefined) {}

  report(id: string, result: TaskResult): void {
    const outcome = { id, ...result, startTime: this.startTime, endTime: Date.now() };
    this.all.push(outcome);
    this.onOutcome?.(outcome);
  }

  /** Plans each task; one that cannot be planned fails, alone. */
  async plan<Options, Planned>(
    tasks: readonly GoTask<Options>[],
    plan: (task: GoTask<Options>) => Promise<Planned>,
  ): Promise<Planned[]> {
    const planned: Planned[] = [];
    for (const task of tasks) {
      try {
        planned.push(await plan(task));
      } catch (error) {
        this.report(task.id, { success: false, output: `${formatError(error)}\n` });
      }
    }
    return planned;
  }

  /** Runs tasks, so many at a time. One that cannot be run fails, alone; after a signal that reached us, no further one starts. */
  async run<Task>(
    tasks: readonly Task[],
    limit: number,
    idOf: (task: Task) => string,
    work: (task: Task) => Promise<RunResult>,
  ): Promise<void> {
    let stopped: NodeJS.Signals | undefined;
    await mapParallel(tasks, limit, async (task) => {
      const id = idOf(task);
      if (stopped !== undefined)
        return this.report(id, { success: false, output: `Not started: stopped by ${stopped}.\n` });
      try {
        const { stoppedBy, ...result } = await work(task);
        stopped ??= stoppedBy;
        this.report(id, result);
      } catch (error) {
        this.report(id, { success: false, output: `${formatError(error)}\n` });
      }
    });
  }
}
