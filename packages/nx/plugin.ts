import type { CreateDependencies, CreateNodesV2, PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { createGoDependencies } from './project-graph/create-dependencies';
import { createGoNodes } from './project-graph/create-nodes';

/** Name of the plugin, as Nx shows it. */
export const name: string = 'goshawk';

/** Projects for Go modules and programs with their targets, and what hand-written Go targets leave out. */
export const createNodes: CreateNodesV2<unknown> = createGoNodes;

/** The same under the name that Nx 22 looks for first. */
export const createNodesV2: CreateNodesV2<unknown> = createNodes;

/** Edges for what Go files import. */
export const createDependencies: CreateDependencies<unknown> = createGoDependencies;

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
