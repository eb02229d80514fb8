import type { CreateNodesV2, PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { fillInTargets } from './target-defaults/create-nodes';

/** Name of the plugin, as Nx shows it. */
export const name: string = 'goshawk';

/** Fills in what hand-written Go targets leave out: cache, inputs, outputs and the directory of their artifacts. */
export const createNodes: CreateNodesV2<unknown> = fillInTargets;

/** The same under the name that Nx 22 looks for first. */
export const createNodesV2: CreateNodesV2<unknown> = createNodes;

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
