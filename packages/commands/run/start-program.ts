import { resolve } from 'node:path';
import { runProcess, type ProcessResult } from '../../toolchain';
import type { GoTask } from '../go-task';
import type { RunOptions } from '../options/go-options';

/** Runs a program on the caller's terminal, with the environment of the task, in the directory that it names or the project's. */
export function startProgram(
  file: string,
  { options, env, projectRoot, workspaceRoot }: GoTask<RunOptions>,
  signal?: AbortSignal,
): Promise<ProcessResult> {
  const cwd = options.cwd === undefined ? projectRoot : resolve(workspaceRoot, options.cwd);
  const own = { ...env, ...options.env, PWD: cwd };
  return runProcess({ file, args: options.args ?? [], cwd, env: own, stdio: 'inherit', signal });
}

/** How a program ended, in words. */
export function describeEnd({ exitCode, signal }: ProcessResult): string {
  return signal === undefined ? `exit code ${exitCode}` : signal;
}
