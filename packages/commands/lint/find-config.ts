import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { GoshawkError, isBeneath } from '../../support';
import type { PreparedTask } from '../go-task';
import type { LintOptions } from '../options/go-options';

/** Names of golangci-lint's configuration, in the order in which it looks for them. */
export const LINT_CONFIGS = ['yml', 'yaml', 'toml', 'json'].map((extension) => `.golangci.${extension}`);

/**
 * The configuration of a task: that of its option, or the closest from the project's directory up to the root of the workspace.
 * golangci-lint itself would go on to the root of the file system and the home directory.
 *
 * @throws GoshawkError 'lint-config-not-found' where the one that the option names is not there
 */
export function findConfig({
  options,
  projectRoot,
  workspaceRoot,
  id,
}: PreparedTask<LintOptions>): string | undefined {
  if (options.config !== undefined) {
    const file = resolve(workspaceRoot, options.config);
    if (existsSync(file)) return file;
    throw new GoshawkError({
      code: 'lint-config-not-found',
      message: `${id}: there is no ${file}.`,
      next: 'Correct the option config; it is relative to the root of the workspace.',
    });
  }
  for (let at = projectRoot; isBeneath(at, workspaceRoot); at = dirname(at)) {
    const found = configIn(at);
    if (found !== undefined || at === workspaceRoot) return found;
  }
  return undefined;
}

/** The configuration in a directory. */
export function configIn(directory: string): string | undefined {
  return LINT_CONFIGS.map((name) => join(directory, name)).find((file) => existsSync(file));
}
