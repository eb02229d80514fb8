import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { withoutRunnerVariables } from '../../commands';
import { environmentKey, formatError } from '../../support';
import type { Env } from '../../toolchain';
import type { TurboPackage } from '../modules/turbo-packages';
import { TASK_KINDS, type TaskKind } from '../tasks';
import type { TaskReply } from '../task/protocol';
import type { Forecast } from './forecast';
import { runTasks } from './run-tasks';
import type { WaitingTask } from './task-server';
import { taskIdOf, type TaskCall, type TaskPlace } from './turbo-task';

/** Milliseconds in which tasks that come together are put together. */
const GATHERING = 25;
/** Milliseconds after which a run of go commands is a long one: what came meanwhile does not wait for it. */
const LONG = 10_000;

/** A task that runs, or is to run, for those who asked for it, or will. */
interface OpenTask {
  readonly call: TaskCall;
  readonly waiting: WaitingTask[];
  /** What it has said so far. */
  readonly replies: TaskReply[];
}

export interface QueueRequest extends TaskPlace {
  readonly packages: readonly TurboPackage[];
  readonly forecast: Forecast;
  /** What `goshawk turbo run` has set for hashes. */
  readonly variables: Env;
}

/** Runs the tasks that come, and with the first of a kind those that will come, as many together as there are. */
export class TaskQueue {
  private readonly byDirectory: ReadonlyMap<string, TurboPackage>;
  private readonly queued = new Map<TaskKind, Map<string, OpenTask>>();
  private readonly running = new Map<TaskKind, number>();
  /** Tasks that have begun before anybody asked for them, by id. */
  private readonly ahead = new Map<string, OpenTask>();
  private readonly foretold = new Set<TaskKind>();
  private busy = 0;

  constructor(private readonly request: QueueRequest) {
    const { packages, root } = request;
    this.byDirectory = new Map(packages.map((one) => [resolve(root, one.module.directory), one]));
  }

  /** Whether go commands run, for whomever. */
  get isBusy(): boolean {
    return this.busy > 0;
  }

  add(waiting: WaitingTask): void {
    const { args, cwd, env } = waiting.request;
    const kind = TASK_KINDS.find((one) => one === waiting.request.kind);
    const found = this.byDirectory.get(realpathSync(cwd));
    if (kind === undefined || found === undefined) {
      waiting.reply({
        output: `goshawk: there is no task ${waiting.request.kind} of a Go module in ${cwd}.\n`,
      });
      return waiting.reply({ exitCode: 2 });
    }
    const call: TaskCall = { kind, package: found, args, env };
    const id = taskIdOf(call, this.request.mode);
    const begun = this.ahead.get(id);
    this.ahead.delete(id);
    if (begun !== undefined && isSame(begun.call, call)) return join(begun, waiting);
    const own = this.queued.get(kind) ?? new Map<string, OpenTask>();
    const open = own.get(id) ?? { call, waiting: [], replies: [] };
    this.queued.set(kind, own.set(id, open));
    join(open, waiting);
    if (own.size === 1) setTimeout(() => void this.start(kind), GATHERING);
  }

  private async start(kind: TaskKind): Promise<void> {
    const since = this.running.get(kind);
    if (since !== undefined && Date.now() - since < LONG) {
      setTimeout(() => void this.start(kind), GATHERING);
      return;
    }
    const started = Date.now();
    this.running.set(kind, started);
    this.busy += 1;
    const foreseen = await this.foresee(kind);
    const own = this.queued.get(kind) ?? new Map<string, OpenTask>();
    this.queued.delete(kind);
    const wanted = [...own].filter(([, { waiting }]) => waiting.some((one) => one.isWaiting()));
    const [first] = wanted;
    if (first !== undefined)
      await this.run(kind, new Map([...this.begin(kind, foreseen, own, first[1].call), ...wanted]));
    this.busy -= 1;
    if (this.running.get(kind) === started) this.running.delete(kind);
  }

  /** Tasks of a kind that will come, the first time. */
  private async foresee(kind: TaskKind): Promise<ReadonlySet<string>> {
    if (this.foretold.has(kind)) return new Set();
    this.foretold.add(kind);
    return this.request.forecast.tasks();
  }

  /** Those that nobody has asked for yet, in the environment of one that somebody has. */
  private begin(
    kind: TaskKind,
    foreseen: ReadonlySet<string>,
    asked: ReadonlyMap<string, OpenTask>,
    { args, env }: TaskCall,
  ): [string, OpenTask][] {
    const { packages, mode, variables } = this.request;
    return packages.flatMap((one): [string, OpenTask][] => {
      const id = taskIdOf({ kind, package: one }, mode);
      if (!foreseen.has(id) || asked.has(id) || !one.kinds.includes(kind)) return [];
      const call: TaskCall = { kind, package: one, args, env: { ...env, ...variables } };
      const open: OpenTask = { call, waiting: [], replies: [] };
      this.ahead.set(id, open);
      return [[id, open]];
    });
  }

  private async run(kind: TaskKind, tasks: ReadonlyMap<string, OpenTask>): Promise<void> {
    const open = new Map(tasks);
    const say = (id: string, output: string) => tell(open.get(id), { output });
    const close = (id: string, exitCode: number) => {
      tell(open.get(id), { exitCode });
      open.delete(id);
    };
    try {
      await runTasks(
        kind,
        [...tasks.values()].map(({ call }) => call),
        this.request,
        {
          onOutput: say,
          onOutcome: ({ id, success, output, unstreamed }) => {
            say(id, unstreamed ?? output);
            close(id, success ? 0 : 1);
          },
        },
      );
    } catch (error) {
      for (const id of [...open.keys()]) say(id, `${formatError(error)}\n`);
    } finally {
      for (const id of [...open.keys()]) close(id, 1);
    }
  }
}

/** Whether two calls of a task come to the same: what Turborepo says of the task itself apart. */
function isSame(one: TaskCall, other: TaskCall): boolean {
  const keyOf = ({ env }: TaskCall) => environmentKey({ ...withoutRunnerVariables(env), PWD: undefined });
  return JSON.stringify(one.args) === JSON.stringify(other.args) && keyOf(one) === keyOf(other);
}

function join(open: OpenTask, waiting: WaitingTask): void {
  open.waiting.push(waiting);
  for (const reply of open.replies) waiting.reply(reply);
}

function tell(open: OpenTask | undefined, reply: TaskReply): void {
  open?.replies.push(reply);
  for (const waiting of open?.waiting ?? []) waiting.reply(reply);
}
