import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';
import { GoshawkError, UsageError } from '../../support';
import {
  HashAdditions,
  kindOfTask,
  prepareTask,
  type GoTask,
  type RunMemo,
  type SharedOptions,
} from '../../commands';
import type { Env } from '../../toolchain';
import type { GoTarget } from '../go-targets';
import { checkSourceInputs } from './check-source-inputs';
import { digestOfTask, isHashedWith, isOfFailure } from './digest-targets';
import { digestsOf, hashVariableOf } from './hash-variable';
import { expandInputs, namedInputsOf } from './source-inputs/named-inputs';

/**
 * Refuses a task whose hash does not hold what decides it, or does not hold it any more: its result would be stored under,
 * and later replayed for, a hash that says something else.
 *
 * @throws UsageError 'not-to-be-cached' where no hash can hold it
 * @throws GoshawkError 'hook-did-not-run', 'undeclared-task-input', 'stale-task-hash' or 'undeclared-dependency'
 */
export async function checkTaskHash(
  task: GoTask<SharedOptions>,
  target: GoTarget,
  configuration: TargetConfiguration,
  context: ExecutorContext,
  memo: RunMemo,
): Promise<void> {
  if (configuration.cache !== true) return;
  refuseCaching(target);
  const variable = hashVariableOf(target.project);
  const inputs: readonly unknown[] = configuration.inputs ?? [];
  const own = expandInputs(inputs, namedInputsOf(target.project, context));
  const hashed = hashedDigests(target, process.env);
  if (hashed.length === 0) {
    throw new GoshawkError({
      code: 'hook-did-not-run',
      message: `${target.id}: Nx hashed this task without what decides it, since Goshawk's pre-task hook did not run.`,
      next: 'Add "goshawk" to "plugins" in nx.json.',
    });
  }
  if (!own.some((input) => isVariable(input, variable))) {
    throw new GoshawkError({
      code: 'undeclared-task-input',
      message: `${target.id} is cached, but its inputs leave out ${variable}, in which Goshawk puts what decides a Go build.`,
      next: `Add { "env": "${variable}" } to the target's "inputs", or leave "inputs" to the plugin.`,
    });
  }
  const additions = new HashAdditions(task.stateDirectory);
  const digestNow = async () => {
    try {
      return await digestOfTask(task, target, additions, memo);
    } catch (error) {
      // A task that says what is wrong there may run: nothing is replayed for a digest that never was before.
      const mends = kindOfTask(target.executor).mends === true && error instanceof GoshawkError;
      if (mends && hashed.every(isOfFailure)) return undefined;
      throw error;
    }
  };
  const now = await digestNow();
  if (now === undefined) return;
  if (!isHashedWith(hashed, now)) {
    throw new GoshawkError({
      code: 'stale-task-hash',
      message: `${target.id}: something that decides this task (environment, toolchain, C inputs) changed after Nx hashed it.`,
      next: 'Run the command again. If it repeats, something changes it on every run: `goshawk dimension` shows what counts.',
    });
  }
  checkSourceInputs(await prepareTask(task, memo), target, inputs, context);
}

function refuseCaching({ id, executor }: GoTarget): void {
  const { neverCached } = kindOfTask(executor);
  if (neverCached === undefined) return;
  throw new UsageError({
    code: 'not-to-be-cached',
    message: `${id} is cached ("cache": true), and a result of ${executor} must not be replayed: ${neverCached}.`,
    next: 'Take "cache" out of the target, or set it to false: in project.json or package.json, in "targetDefaults" of nx.json, or in the plugin\'s options there.',
  });
}

/** The digests that are in the task's hash: its own, or where it has none those that it has alike with others. */
function hashedDigests({ id, project, configuration, settingsVariable }: GoTarget, env: Env): string[] {
  const own = digestsOf(env[hashVariableOf(project)] ?? '', id);
  if (own.length > 0 || settingsVariable === undefined) return own;
  return digestsOf(env[settingsVariable] ?? '', configuration ?? '');
}

function isVariable(input: unknown, variable: string): boolean {
  return typeof input === 'object' && input !== null && 'env' in input && input.env === variable;
}
