import { GoshawkError } from '../../support';
import type { PreparedTask } from '../go-task';
import type { LintOptions } from '../options/go-options';
import { findTool, type FoundTool } from '../tools/find-tool';
import { configIn, findConfig } from './find-config';

const NAME = 'golangci-lint';

/** @throws GoshawkError 'golangci-lint-not-found' */
export function findLinter(task: PreparedTask<LintOptions>): FoundTool {
  const { binary } = task.options;
  const found = findTool(task, { name: NAME, binary });
  if (found !== undefined) return found;
  throw new GoshawkError({
    code: 'golangci-lint-not-found',
    message: `${task.id}: ${binary ?? NAME} is not there: neither as a tool of go.mod nor in PATH, GOBIN or GOPATH.`,
    next: 'Install golangci-lint (https://golangci-lint.run/docs/welcome/install), or set the option binary to its path.',
  });
}

/** What decides a go-lint task besides its sources: the linter and its configuration. */
export function linterIdentity(task: PreparedTask<unknown>, of: 'project' | 'workspace'): string[] {
  const own = task as PreparedTask<LintOptions>;
  const { digests } = task.dimension;
  const isOfWorkspace = of === 'workspace' && own.options.config === undefined;
  const config = isOfWorkspace ? configIn(task.workspaceRoot) : findConfig(own);
  return [
    `golangci-lint=${findTool(task, { name: NAME, binary: own.options.binary })?.identity ?? 'none'}`,
    `configuration=${config === undefined ? 'none' : digests.digest(config)}`,
  ];
}
