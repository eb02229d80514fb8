import { join } from 'node:path';
import { GoshawkError, mapParallel, sha256, systemErrorCode } from '../../support';
import {
  digestSettings,
  digestTaskInputs,
  prepareTask,
  type RunMemo,
  type GoTask,
  type SharedOptions,
} from '../../commands';
import type { Env } from '../../toolchain';
import { scopeOf, type GoTarget } from '../go-targets';
import type { PluginOptions } from '../plugin-options';
import { stateDirectoryOf } from '../state-directory';
import { KnownUndeclared } from './known-undeclared';
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
    options: { goBinary: pluginOptions.goBinary, cacheRoot: pluginOptions.cacheRoot, ...options },
  };
}

/**
 * Computes the digest of each target. One that cannot be computed (no Go, a broken go.mod, a directory that cannot be
 * searched) gets a value that no hash had before, so that nothing is replayed and the executor says what is wrong.
 *
 * @returns digests in the order of the targets
 */
export async function digestTargets(targets: readonly GoTarget[], context: DigestContext): Promise<string[]> {
  const environments = new TaskEnvironments(context.workspaceRoot, context.env);
  const undeclared = new KnownUndeclared(stateDirectoryOf(context.workspaceRoot, context.env));
  const tasks = targets.map((target) => toGoTask(target, target.options, { ...context, environments }));
  // All before the first digest: where go.work.sum lacks sums, the go command that lists packages writes them.
  // What fails here fails again below, for its own target: the memo keeps the error.
  await mapParallel(tasks, PARALLEL, (task) => prepareTask(task, context.memo).catch(() => undefined));
  return mapParallel(targets, PARALLEL, async (target, index) => {
    try {
      const task = tasks[index] as GoTask<SharedOptions>;
      return await digestOfTask(task, target, undeclared, context.memo);
    } catch (error) {
      const code = error instanceof GoshawkError ? error.code : systemErrorCode(error);
      if (code === undefined) throw error;
      return `${code}-${sha256(String(Date.now()), String(Math.random())).slice(0, 16)}`;
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
    const own = toGoTask(target, target.options, { ...context, environments });
    try {
      const task = { ...own, env: environments.ofWorkspace() } as GoTask<SharedOptions>;
      return await digestSettings(await prepareTask(task, context.memo));
    } catch (error) {
      // Told for the targets themselves.
      if (!(error instanceof GoshawkError) && systemErrorCode(error) === undefined) throw error;
    }
  }
  return undefined;
}

/** The digest of one task: what the pre-task hook hashes and what the executor checks. */
export async function digestOfTask(
  task: GoTask<SharedOptions>,
  target: Pick<GoTarget, 'project' | 'target' | 'executor'>,
  undeclared: KnownUndeclared,
  memo: RunMemo,
): Promise<string> {
  const prepared = await prepareTask(task, memo);
  const { workspaceRoot, env } = task;
  const digests = prepared.dimension.digests;
  const further = undeclared.valuesOf(`${target.project}:${target.target}`, { workspaceRoot, env, digests });
  return digestTaskInputs(prepared, scopeOf(target.executor), further);
}
