import type { PostTasksExecutionContext, PreTasksExecutionContext } from '@nx/devkit';
import { formatError, GoshawkError } from '../support';
import { checkArtifacts } from './artifacts/check-artifacts';
import { expectArtifacts } from './artifacts/expect-artifacts';
import { writeExpected } from './artifacts/expected-artifacts';
import { verifyBeforeTasks } from './cache-verification/verify-before-tasks';
import { readPluginOptions } from './plugin-options';
import { readProjects } from './read-projects';
import { stateDirectoryOf } from './state-directory';
import { checkHostPlatform } from './target-defaults/check-host-platform';
import { computeHashVariables } from './task-hash/set-hash-variables';
import { TaskEnvironments } from './task-hash/task-environment';
import { checkReplayedTests } from './test-replay/check-replayed-tests';

/** The pre-task hook. */
export function beforeTasks(
  options: unknown,
  { id, workspaceRoot, argv }: PreTasksExecutionContext,
): Promise<void> {
  return onOneLine(async () => {
    const projects = await readProjects();
    const pluginOptions = readPluginOptions(options);
    checkHostPlatform(projects, new TaskEnvironments(workspaceRoot, process.env));
    const request = { workspaceRoot, argv, projects, env: process.env, pluginOptions };
    let hashes = await computeHashVariables(request);
    if (await verifyBeforeTasks(hashes, pluginOptions, workspaceRoot))
      hashes = await computeHashVariables(request);
    writeExpected(stateDirectoryOf(workspaceRoot, process.env), id, await expectArtifacts(hashes, projects));
    // Nx hands over what a hook sets in process.env, key by key, and nothing else of it.
    for (const [variable, value] of Object.entries(hashes.variables)) process.env[variable] = value;
  });
}

/** The post-task hook. */
export function afterTasks(options: unknown, context: PostTasksExecutionContext): Promise<void> {
  return onOneLine(async () => {
    const projects = await readProjects();
    await runAll([
      () => checkArtifacts(context, projects),
      () => checkReplayedTests(readPluginOptions(options), context, projects),
    ]);
  });
}

/** Runs every check, whatever the others find, and throws what they have found together. */
async function runAll(checks: readonly (() => Promise<void> | void)[]): Promise<void> {
  const errors: GoshawkError[] = [];
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof GoshawkError)) throw error;
      errors.push(error);
    }
  }
  const [first, ...others] = errors;
  if (first === undefined) return;
  if (others.length === 0) throw first;
  throw new GoshawkError({
    code: first.code,
    message: errors.map(({ message }) => message).join('\n'),
    next: errors.map(({ next }) => next).join(' '),
    cause: first,
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
