import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatError, groupBy } from '../../support';
import type { TurboPackage } from '../modules/turbo-packages';
import { TASK_KINDS, type TaskKind } from '../tasks';
import { runTasks } from './run-tasks';
import type { WaitingTask } from './task-server';
import { taskIdOf, type TaskCall, type TaskPlace } from './turbo-task';

/** Milliseconds in which tasks that come together are put together. */
const GATHERING = 25;
/** Milliseconds after which a run of go commands is a long one: what came meanwhile does not wait for it. */
const LONG = 2000;

interface Queued {
  readonly call: TaskCall;
  readonly waiting: WaitingTask;
}

/** Runs the tasks that come, as many of a kind together as are there. */
export class TaskQueue {
  private readonly queued = new Map<TaskKind, Queued[]>();
  private readonly byDirectory: ReadonlyMap<string, TurboPackage>;
  private readonly running = new Map<TaskKind, number>();

  constructor(
    packages: readonly TurboPackage[],
    private readonly place: TaskPlace,
  ) {
    this.byDirectory = new Map(packages.map((one) => [resolve(place.root, one.module.directory), one]));
  }

  add(waiting: WaitingTask): void {
    const { kind, args, cwd, env } = waiting.request;
    const known = TASK_KINDS.find((one) => one === kind);
    const found = this.byDirectory.get(realpathSync(cwd));
    if (known === undefined || found === undefined) {
      waiting.reply({ output: `goshawk: there is no task ${kind} of a Go module in ${cwd}.\n` });
      return waiting.reply({ exitCode: 2 });
    }
    const own = this.queued.get(known) ?? [];
    own.push({ call: { kind: known, package: found, args, env }, waiting });
    this.queued.set(known, own);
    if (own.length === 1) setTimeout(() => this.start(known), GATHERING);
  }

  private start(kind: TaskKind): void {
    const since = this.running.get(kind);
    if (since !== undefined && Date.now() - since < LONG)
      return void setTimeout(() => this.start(kind), GATHERING);
    const own = this.queued.get(kind) ?? [];
    this.queued.delete(kind);
    const wanted = own.filter(({ waiting }) => waiting.isWaiting());
    if (wanted.length === 0) return;
    const started = Date.now();
    this.running.set(kind, started);
    void this.run(kind, wanted).finally(() => {
      if (this.running.get(kind) === started) this.running.delete(kind);
    });
  }

  private async run(kind: TaskKind, own: readonly Queued[]): Promise<void> {
    // A task that is asked for twice at once gets one outcome twice.
    const byId = groupBy(own, ({ call }) => taskIdOf(call, this.place.mode));
    const calls = [...byId.values()].flatMap(([first]) => (first === undefined ? [] : [first.call]));
    const tell = (id: string, output: string) => {
      for (const { waiting } of byId.get(id) ?? []) waiting.reply({ output });
    };
    const close = (id: string, exitCode: number) => {
      for (const { waiting } of byId.get(id) ?? []) waiting.reply({ exitCode });
      byId.delete(id);
    };
    try {
      await runTasks(kind, calls, this.place, {
        onOutput: tell,
        onOutcome: ({ id, success, output, unstreamed }) => {
          tell(id, unstreamed ?? output);
          close(id, success ? 0 : 1);
        },
      });
    } catch (error) {
      for (const id of [...byId.keys()]) tell(id, `${formatError(error)}\n`);
    } finally {
      for (const id of [...byId.keys()]) close(id, 1);
    }
  }
}
