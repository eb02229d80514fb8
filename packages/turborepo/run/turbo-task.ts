import { join, posix } from 'node:path';
import type { GoTask, SharedOptions } from '../../commands';
import type { Env } from '../../toolchain';
import type { TurboPackage } from '../modules/turbo-packages';
import { OUTPUTS, taskNameOf, type TaskKind, type TurboMode } from '../tasks';

/** One task of Turborepo that runs Goshawk, with the arguments behind `--`. */
export interface TaskCall {
  readonly kind: TaskKind;
  readonly package: TurboPackage;
  readonly args: readonly string[];
  readonly env: Env;
}

/** The workspace in which tasks run. */
export interface TaskPlace {
  /** Absolute. */
  readonly root: string;
  readonly mode: TurboMode;
}

/** Turborepo's name for a task. */
export function taskIdOf(
  { kind, package: { name } }: Pick<TaskCall, 'kind' | 'package'>,
  mode: TurboMode,
): string {
  return `${name}#${taskNameOf(kind, mode)}`;
}

/** Directory for our own files of a workspace, where Turborepo has its own: ignored by git. */
export function stateDirectoryOf(root: string): string {
  return join(root, '.turbo', 'goshawk');
}

/** A task as the commands room runs it. */
export function toGoTask(
  call: TaskCall,
  { root, mode }: TaskPlace,
): GoTask<SharedOptions & { readonly outputPath?: string }> {
  const { directory } = call.package.module;
  const output = OUTPUTS[call.kind];
  const outputPath = output === undefined ? undefined : posix.join(directory, output);
  return {
    id: taskIdOf(call, mode),
    workspaceRoot: root,
    stateDirectory: stateDirectoryOf(root),
    projectRoot: join(root, directory),
    env: call.env,
    declaredOutputs: outputPath === undefined ? [] : [outputPath],
    options: {
      ...(outputPath !== undefined && { outputPath }),
      ...(call.args.length > 0 && { flags: call.args }),
    },
  };
}
