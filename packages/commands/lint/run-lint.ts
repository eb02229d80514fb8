import { join, relative, sep } from 'node:path';
import { runProcess, type ProcessResult } from '../../toolchain';
import { dimensionCommand, withScratch } from '../go-command';
import type { PreparedTask } from '../go-task';
import { listOf, type LintOptions } from '../options/go-options';
import { selectPackages } from '../select-packages';
import { findConfig } from './find-config';
import { findLinter } from './find-linter';

/** Runs golangci-lint over the packages of a task, with caches of its dimension. */
export function runLint(
  task: PreparedTask<LintOptions>,
  onOutput: (chunk: string) => void,
): Promise<ProcessResult> {
  return withScratch(async (scratch) => {
    const { file, args: before } = findLinter(task);
    const args = [...before, 'run', ...lintFlags(task), ...directoriesOf(task)];
    const { go, cwd, goEnvironment, dimension } = task;
    // No overlay: the linter would look for the files that it adds.
    const { env } = await dimensionCommand({ go, cwd, env: goEnvironment, dimension, packages: [], scratch });
    return runProcess({
      file,
      args,
      cwd: task.projectRoot,
      env: { ...env, GOLANGCI_LINT_CACHE: join(dimension.directory, 'golangci-lint') },
      onStdout: onOutput,
      onStderr: onOutput,
    });
  });
}

/** Flags that golangci-lint 1 and 2 have alike. */
function lintFlags(task: PreparedTask<LintOptions>): string[] {
  const { options, dimension } = task;
  const config = findConfig(task);
  const { tags } = dimension.buildFlags;
  return [
    config === undefined ? '--no-config' : `--config=${config}`,
    // It would refuse to run beside another one.
    '--allow-parallel-runners',
    '--color=never',
    ...(tags.length > 0 ? [`--build-tags=${tags.join(',')}`] : []),
    ...(options.mod === undefined ? [] : [`--modules-download-mode=${options.mod}`]),
    ...(options.fix === true ? ['--fix'] : []),
    ...listOf(options.args),
  ];
}

/** It takes directories, relative to where it runs. */
function directoriesOf(task: PreparedTask<LintOptions>): string[] {
  if (task.options.packages === undefined) return ['./...'];
  const { packages } = selectPackages(task);
  return packages.map(({ dir }) => {
    const path = relative(task.projectRoot, dir).split(sep).join('/');
    return path.startsWith('..') ? path : `./${path}`;
  });
}
