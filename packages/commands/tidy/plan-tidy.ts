import { withoutGoIndex } from '../../dimension';
import { GoshawkError } from '../../support';
import type { Env, GoEnv } from '../../toolchain';
import type { GoTask } from '../go-task';
import type { TidyOptions } from '../options/go-options';
import { findTaskCommand, type TaskCommand } from '../prepare-task';
import type { RunMemo } from '../run-memo';

/** One module to tidy. */
export interface PlannedTidy {
  readonly task: TaskCommand<TidyOptions>;
  /** Of its go commands. */
  readonly env: Env;
  /** What holds there: no go.work. */
  readonly goEnv: GoEnv;
}

/**
 * Plans one task without listing its packages: `go list` refuses some go.mod files that `go mod tidy` mends.
 *
 * @throws GoshawkError 'no-go-module', or when there is no usable Go
 */
export async function planTidy(task: GoTask<TidyOptions>, memo: RunMemo): Promise<PlannedTidy> {
  const command = findTaskCommand(task, memo);
  // `go mod tidy` reads no go.work, and -modfile is refused where there is one. What Go has indexed is no input of the task.
  const env = withoutGoIndex({ ...command.goEnvironment, GOWORK: 'off' });
  const goEnv = await memo.goEnvOf({ go: command.go, cwd: command.projectRoot, env });
  if (/\.mod$/.test(goEnv.GOMOD)) return { task: command, env, goEnv };
  throw new GoshawkError({
    code: 'no-go-module',
    message: `${task.id}: there is no go.mod in ${command.projectRoot} or above.`,
    next: 'Run `go mod init`, or take the target away.',
  });
}
