import {
  digestOfFailure,
  digestSettings,
  digestTask,
  HashAdditions,
  knownCode,
  prepareTask,
  RunMemo,
  unseenDigest,
  type GoTask,
  type SharedOptions,
} from '../../commands';
import { GoshawkError, groupBy, mapParallel } from '../../support';
import type { Env } from '../../toolchain';
import type { TurboPackage } from '../modules/turbo-packages';
import { ownVariableOf, settingsVariableOf } from '../variables';
import { stateDirectoryOf, taskIdOf, toGoTask, type TaskCall, type TaskPlace } from './turbo-task';

/** Packages whose digests are computed at the same time. */
const PARALLEL = 4;

export interface HashRequest extends TaskPlace {
  readonly packages: readonly TurboPackage[];
  /** Arguments behind `--` of the command line: Turborepo alone knows which tasks get them. */
  readonly args: readonly string[];
  readonly env: Env;
}

/**
 * The variables from which Turborepo hashes what no file of the workspace shows. Each task is digested with the arguments of the
 * command line, if there are any, and without.
 */
export async function computeHashVariables(request: HashRequest): Promise<Record<string, string>> {
  const memo = new RunMemo();
  const variables: Record<string, string> = {};
  const variants = request.args.length === 0 ? [[]] : [[], request.args];
  const digests = new TaskDigests(request, memo);
  for (const [group, own] of groupBy(request.packages, ({ module }) => module.group)) {
    const settings: string[] = [];
    for (const args of variants) settings.push(await digests.settings(own, args, request.env));
    variables[settingsVariableOf(group)] = settings.join();
    await mapParallel(own, PARALLEL, async (one) => {
      const special: string[] = [];
      for (const kind of one.kinds) {
        for (const [index, args] of variants.entries()) {
          const digest = await digests.of({ kind, package: one, args, env: request.env });
          if (digest !== settings[index]) special.push(`${kind}=${digest}`);
        }
      }
      // An inherited one would be none of this run's.
      if (special.length > 0 || request.env[ownVariableOf(one.name)] !== undefined)
        variables[ownVariableOf(one.name)] = special.join();
    });
  }
  return variables;
}

/** Computes digests of tasks. */
export class TaskDigests {
  private readonly additions: HashAdditions;
  private readonly tasks = new Map<string, GoTask<SharedOptions>>();

  constructor(
    private readonly place: TaskPlace,
    private readonly memo: RunMemo,
  ) {
    this.additions = new HashAdditions(stateDirectoryOf(place.root));
  }

  /** What tasks of a group have alike, as far as it can be computed for any of them. */
  async settings(packages: readonly TurboPackage[], args: readonly string[], env: Env): Promise<string> {
    let failure = 'no package';
    for (const one of packages) {
      try {
        const task = toGoTask({ kind: 'vet', package: one, args, env }, this.place);
        return await digestSettings(await prepareTask(task, this.memo), 'go-test');
      } catch (error) {
        // Told by the tasks themselves.
        failure = knownCode(error);
      }
    }
    return unseenDigest(failure);
  }

  /** The digest of a task. One that cannot be computed is a value that no hash had before: the task says what is wrong. */
  async of(call: TaskCall): Promise<string> {
    try {
      return await this.compute(call);
    } catch (error) {
      return digestOfFailure(error);
    }
  }

  private async compute(call: TaskCall): Promise<string> {
    // Tasks of one package with equal options have alike what takes time.
    const key = JSON.stringify([call.package.name, call.args]);
    const task = this.tasks.get(key) ?? toGoTask({ ...call, kind: 'vet' }, this.place);
    this.tasks.set(key, task);
    const runner = { id: taskIdOf(call, this.place.mode), env: call.env };
    return digestTask(
      task,
      call.kind === 'build' ? 'go-build' : 'go-test',
      runner,
      this.additions,
      this.memo,
    );
  }
}

/**
 * Refuses a task if something that decides it is not what Turborepo has hashed: its result would be stored under a hash that says
 * something else. In a run that did not set the variables, nothing is known of it.
 *
 * @throws GoshawkError 'stale-task-hash'
 */
export async function checkTaskHash(
  call: TaskCall,
  digests: TaskDigests,
  mode: TaskPlace['mode'],
): Promise<void> {
  const { module, name } = call.package;
  const settings = call.env[settingsVariableOf(module.group)];
  if (settings === undefined) return;
  const own = (call.env[ownVariableOf(name)] ?? '').split(',').flatMap((pair) => {
    const [kind, digest = ''] = pair.split('=');
    return kind === call.kind ? [digest] : [];
  });
  const now = await digests.of(call);
  if ((own.length > 0 ? own : settings.split(',')).includes(now)) return;
  throw new GoshawkError({
    code: 'stale-task-hash',
    message: `${taskIdOf(call, mode)}: something that decides this task (environment, toolchain, C inputs) is not what Turborepo has hashed.`,
    next: 'Run the command again. If it repeats, a variable that decides Go builds is not in the passThroughEnv of the task: run `goshawk turbo sync`.',
  });
}
