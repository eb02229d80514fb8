import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { prepareTask, RunMemo, type BuildOptions } from '../../../commands';
import { GoshawkError } from '../../../support';
import { goTargetsOf } from '../../go-targets';
import type { PluginOptions } from '../../plugin-options';
import { toGoTask } from '../../task-hash/digest-targets';
import { TaskEnvironments } from '../../task-hash/task-environment';

export interface ShownTarget {
  readonly workspaceRoot: string;
  readonly project: string;
  /** Relative to the workspace root. */
  readonly projectRoot: string;
  readonly name: string;
  readonly target: TargetConfiguration;
  readonly pluginOptions: PluginOptions;
}

/** The dimension that each configuration of a target will build in here, a line for each; or why it cannot be told. */
export async function showDimensions(shown: ShownTarget): Promise<string[]> {
  const { workspaceRoot, project, projectRoot, name, target, pluginOptions } = shown;
  if (!existsSync(join(workspaceRoot, projectRoot))) return [];
  const memo = new RunMemo();
  const environments = new TaskEnvironments(workspaceRoot, process.env);
  const paths = { workspaceRoot, pluginOptions, environments, env: process.env };
  const targets = goTargetsOf({ [project]: { root: projectRoot, targets: { [name]: target } } });
  return Promise.all(
    targets.map(async (one) => {
      try {
        const task = toGoTask(one, one.options as BuildOptions, paths);
        const { dimension } = await prepareTask(task, memo);
        return `${one.id} builds in ${dimension.name}`;
      } catch (error) {
        if (!(error instanceof GoshawkError)) throw error;
        return `${one.id} cannot be built here yet: ${error.message}`;
      }
    }),
  );
}
