import type { PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { createNodes } from './target-defaults/create-nodes';

/** Name of the plugin, as Nx shows it. */
export const name = 'goshawk';

// Nx 22 looks for createNodesV2 first, Nx 24 for createNodes: one function under both names.
export { createNodes, createNodes as createNodesV2 };

// Nx loads the plugin for every command; what only the hooks need is loaded when they run.

/** Puts what no file of the workspace shows into environment variables, which targets list as inputs. */
export const preTasksExecution: PreTasksExecution<unknown> = async (options, context) => {
  const { beforeTasks } = await import('./hooks.js');
  await beforeTasks(options, context);
};

/** Compares what replayed tests read when they ran with what is there now. */
export const postTasksExecution: PostTasksExecution<unknown> = async (options, context) => {
  const { afterTasks } = await import('./hooks.js');
  await afterTasks(options, context);
};
