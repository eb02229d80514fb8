import {
  readCachedProjectGraph,
  type PostTasksExecution,
  type PreTasksExecution,
  type ProjectConfiguration,
} from '@nx/devkit';
import { readPluginOptions } from './plugin-options';
import { createNodes } from './target-defaults/create-nodes';
import { checkHostPlatform } from './target-defaults/check-host-platform';
import { computeHashVariables } from './task-hash/set-hash-variables';
import { TaskEnvironments } from './task-hash/task-environment';
import { checkReplayedTests } from './test-replay/check-replayed-tests';

/** Name of the plugin, as Nx shows it. */
export const name = 'goshawk';

// Nx 22 looks for createNodesV2 first, Nx 24 for createNodes: one function under both names.
export { createNodes, createNodes as createNodesV2 };

/** Puts what no file of the workspace shows into environment variables, which targets list as inputs. */
export const preTasksExecution: PreTasksExecution<unknown> = async (options, { workspaceRoot, argv }) => {
  const projects = readProjects();
  const pluginOptions = readPluginOptions(options);
  checkHostPlatform(projects, new TaskEnvironments(workspaceRoot, process.env));
  const variables = await computeHashVariables({
    workspaceRoot,
    argv,
    projects,
    env: process.env,
    pluginOptions,
  });
  // Nx hands over what a hook sets in process.env, key by key, and nothing else of it.
  for (const [variable, value] of Object.entries(variables)) process.env[variable] = value;
};

/** Compares what replayed tests read when they ran with what is there now. */
export const postTasksExecution: PostTasksExecution<unknown> = (options, context) => {
  checkReplayedTests(readPluginOptions(options), context, readProjects());
};

function readProjects(): Record<string, ProjectConfiguration> {
  const { nodes } = readCachedProjectGraph();
  return Object.fromEntries(Object.entries(nodes).map(([project, { data }]) => [project, data]));
}
