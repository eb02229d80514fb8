import type { PostTasksExecutionContext, PreTasksExecutionContext } from '@nx/devkit';
import { formatError, GoshawkError } from '../support';
import { readPluginOptions } from './plugin-options';
import { readProjects } from './read-projects';
import { checkHostPlatform } from './target-defaults/check-host-platform';
import { computeHashVariables } from './task-hash/set-hash-variables';
import { TaskEnvironments } from './task-hash/task-environment';
import { checkReplayedTests } from './test-replay/check-replayed-tests';

/** The pre-task hook. */
export function beforeTasks(
  options: unknown,
  { workspaceRoot, argv }: PreTasksExecutionContext,
): Promise<void> {
  return onOneLine(async () => {
    const projects = await readProjects();
    const pluginOptions = readPluginOptions(options);
    checkHostPlatform(projects, new TaskEnvironments(workspaceRoot, process.env));
    const request = { workspaceRoot, argv, projects, env: process.env, pluginOptions };
    const variables = await computeHashVariables(request);
    // Nx hands over what a hook sets in process.env, key by key, and nothing else of it.
    for (const [variable, value] of Object.entries(variables)) process.env[variable] = value;
  });
}

/** The post-task hook. */
export function afterTasks(options: unknown, context: PostTasksExecutionContext): Promise<void> {
  return onOneLine(async () => {
    checkReplayedTests(readPluginOptions(options), context, await readProjects());
  });
}

/** Nx shows the first line of what a hook throws, and nothing else of it. */
async function onOneLine(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof GoshawkError)) throw error;
    throw new Error(formatError(error).replaceAll(/\s*\n\s*/g, ' '), { cause: error });
  }
}
