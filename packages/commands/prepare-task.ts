import { resolve } from 'node:path';
import { defaultCacheRoot, environmentKey, sha256 } from '../support';
import type { GoTask, PreparedTask } from './go-task';
import type { SharedOptions } from './options/go-options';
import { checkTags } from './options/check-tags';
import { settingsOf } from './options/go-settings';
import type { RunMemo } from './run-memo';
import { withoutRunnerVariables } from './runner-variables';

/**
 * Finds the go command of a task and the dimension that it runs in.
 *
 * @param verb the go command's, which decides how the task's own flags are read
 * @throws GoshawkError when there is no usable Go, or its configuration is broken.
 */
export function prepareTask<Options extends SharedOptions>(
  task: GoTask<Options>,
  memo: RunMemo,
  verb = 'build',
): Promise<PreparedTask<Options>> {
  return memo.once(task, verb, () => prepare(task, memo, verb));
}

/** The go command of a task, and with what it runs, wherever that is. */
export type TaskCommand<Options> = Omit<PreparedTask<Options>, 'cwd' | 'dimension'>;

/**
 * Finds the go command of a task, without asking it anything.
 *
 * @throws GoshawkError 'go-not-found'
 */
export function findTaskCommand<Options extends SharedOptions>(
  task: GoTask<Options>,
  memo: RunMemo,
): TaskCommand<Options> {
  // The go command names directories by their real path, since PWD tells it of no other.
  const projectRoot = memo.realPath(task.projectRoot);
  const workspaceRoot = memo.realPath(task.workspaceRoot);
  // One of these names in the env option is the user's, and stays.
  const taskEnv = withoutRunnerVariables(task.env);
  const settings = settingsOf(withAbsoluteFiles(task.options, workspaceRoot), taskEnv);
  const { flags } = settings;
  const env = { ...settings.env, PWD: undefined };
  const go = memo.findGo({ goBinary: task.options.goBinary, env, cwd: workspaceRoot });
  return { ...task, workspaceRoot, projectRoot, go, goEnvironment: env, flags };
}

async function prepare<Options extends SharedOptions>(
  task: GoTask<Options>,
  memo: RunMemo,
  verb: string,
): Promise<PreparedTask<Options>> {
  const command = findTaskCommand(task, memo);
  const { go, projectRoot, goEnvironment: env, flags } = command;
  const cacheRoot = task.options.cacheRoot ?? defaultCacheRoot(env);
  const { dimension, cwd } = await memo.describe({ go, projectRoot, env, flags, verb, cacheRoot });
  checkTags(dimension, task.id);
  return { ...command, dimension, cwd };
}

/** Files named by options lie relative to the workspace root; the go command runs elsewhere. */
function withAbsoluteFiles(options: SharedOptions, workspaceRoot: string): SharedOptions {
  const { overlay, pgo } = options;
  return {
    ...options,
    ...(overlay !== undefined && { overlay: resolve(workspaceRoot, overlay) }),
    ...(pgo !== undefined && !['auto', 'off'].includes(pgo) && { pgo: resolve(workspaceRoot, pgo) }),
  };
}

/** Tasks with the same key can be served by one go command. */
export function groupKey({ go, cwd, goEnvironment, flags, dimension }: PreparedTask<unknown>): string {
  return sha256(go, cwd, dimension.directory, sha256(...flags), environmentKey(goEnvironment));
}
