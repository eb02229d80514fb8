import { join } from 'node:path';
import { mapParallel } from '../../support';
import {
  digestOfFailure,
  digestSettings,
  digestTask,
  HashAdditions,
  knownCode,
  prepareTask,
  writesSources,
  type RunMemo,
  type GoTask,
  type SharedOptions,
} from '../../commands';
import type { Env } from '../../toolchain';
import type { GoTarget } from '../go-targets';
import type { PluginOptions } from '../plugin-options';
import { stateDirectoryOf } from '../state-directory';
import { TaskEnvironments } from './task-environment';

/** Targets whose digests are computed at the same time. */
const PARALLEL = 4;

export interface DigestContext {
  readonly workspaceRoot: string;
  /** Environment of the process, before a task's own dotenv files. */
  readonly env: Env;
  readonly pluginOptions: PluginOptions;
  readonly memo: RunMemo;
}

/** A target, or a part of it, as a task of the commands room. */
export function toGoTask<Options>(
  target: Pick<GoTarget, 'id' | 'projectRoot' | 'target' | 'configuration'>,
  options: Options,
  context: Pick<DigestContext, 'workspaceRoot' | 'pluginOptions'> & {
    environments: TaskEnvironments;
    env: Env;
  },
): GoTask<Options & SharedOptions> {
  const { workspaceRoot, pluginOptions } = context;
  return {
    id: target.id,
    workspaceRoot,
    stateDirectory: stateDirectoryOf(workspaceRoot, context.env),
    projectRoot: join(workspaceRoot, target.projectRoot),
    env: context.environments.of(target),
    cachePolicy: pluginOptions.cacheVerification,
    options: { goBinary: pluginOptions.goBinary, cacheRoot: pluginOptions.cacheRoot, ...options },
  };
}

/** A target as a task, with its digest. */
export interface DigestedTarget {
  readonly task: GoTask<SharedOptions>;
  readonly digest: string;
}

/**
 * Computes the digest of each target. One that cannot be computed (no Go, a broken go.mod, a directory that cannot be
 * searched) gets a value that no hash had before, so that nothing is replayed and the executor says what is wrong.
 *
 * @returns in the order of the targets
 */
export async function digestTargets(
  targets: readonly GoTarget[],
  context: DigestContext,
): Promise<DigestedTarget[]> {
  const environments = new TaskEnvironments(context.workspaceRoot, context.env);
  const additions = new HashAdditions(stateDirectoryOf(context.workspaceRoot, context.env));
  const tasks = targets.map((target) => toGoTask(target, target.options, { ...context, environments }));
  // All before the first digest: where go.work.sum lacks sums, the go command that lists packages writes them.
  // What fails here fails again below, for its own target: the memo keeps the error.
  await mapParallel(tasks, PARALLEL, (task) => prepareTask(task, context.memo).catch(() => undefined));
  return mapParallel(targets, PARALLEL, async (target, index) => {
    const task = tasks[index] as GoTask<SharedOptions>;
    try {
      return { task, digest: await digestOfTask(task, target, additions, context.memo) };
    } catch (error) {
      return { task, digest: digestOfFailure(error) };
    }
  });
}

/**
 * What tasks with the options of some targets have alike, in the environment of a task without dotenv files of its own, which
 * is the same whichever of the targets are asked for.
 *
 * @returns undefined where it can be computed for none of them
 */
export async function digestSettingsOf(
  targets: readonly GoTarget[],
  context: DigestContext,
  environments: TaskEnvironments,
): Promise<string | undefined> {
  for (const target of targets) {
    if (writesSources(target.executor, target.options)) return writingDigest(context.memo);
    const own = toGoTask(target, target.options, { ...context, environments });
    try {
      const task = { ...own, env: environments.ofWorkspace() } as GoTask<SharedOptions>;
      return await digestSettings(await prepareTask(task, context.memo), target.executor);
    } catch (error) {
      // What is known is told for the targets themselves.
      knownCode(error);
    }
  }
  return undefined;
}

const WRITING = 'fix-';

/** What a task that changes sources is hashed with: nothing may be replayed for it, so that it is another one in every run. */
function writingDigest({ mark }: RunMemo): string {
  return `${WRITING}${mark}`;
}

/** Whether a task was hashed with a digest, or as one whose result nobody replays. */
export function isHashedWith(hashed: readonly string[], digest: string): boolean {
  return digest.startsWith(WRITING) ? hashed.some((one) => one.startsWith(WRITING)) : hashed.includes(digest);
}

/** Whether a digest stands for inputs that could not be read: no hash had it before. */
export function isOfFailure(digest: string): boolean {
  return !/^[0-9a-f]{16}(-|$)/.test(digest);
}

/** The digest of one task, as digestTask has it; of one that changes sources, another one in every run. */
export async function digestOfTask(
  task: GoTask<SharedOptions>,
  target: Pick<GoTarget, 'project' | 'target' | 'executor'>,
  additions: HashAdditions,
  memo: RunMemo,
): Promise<string> {
  if (writesSources(target.executor, task.options)) return writingDigest(memo);
  const runner = { id: `${target.project}:${target.target}`, env: task.env };
  return digestTask(task, target.executor, runner, additions, memo);
}
