import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { GoshawkError, UsageError } from '../../support';
import type { GraphPlace } from '../../commands';
import { packagesOf } from '../modules/turbo-packages';
import { readTurboWorkspace } from '../modules/turbo-workspace';
import { TASK_KINDS } from '../tasks';
import { runTasks } from './run-tasks';

/**
 * Runs one task of the module in a directory, where no `goshawk turbo run` is around it.
 *
 * @param kind the task as it was named
 * @param onText takes what it prints
 * @returns the exit code
 */
export async function runTaskAlone(
  kind: string,
  args: readonly string[],
  place: GraphPlace,
  onText: (text: string) => void,
): Promise<number> {
  const known = TASK_KINDS.find((one) => one === kind);
  if (known === undefined) {
    throw new UsageError({
      code: 'unknown-task',
      message: `${kind} is no task.`,
      next: `Name one of ${TASK_KINDS.join(', ')}.`,
    });
  }
  const workspace = readTurboWorkspace(place);
  const { root } = workspace.turbo;
  const here = realpathSync(place.cwd);
  const found = packagesOf(workspace).find(({ module }) => join(root, module.directory) === here);
  if (found === undefined) {
    throw new GoshawkError({
      code: 'no-such-module',
      message: `There is no go.mod in ${place.cwd}.`,
      next: 'Run it in the directory of a Go module.',
    });
  }
  let exitCode = 1;
  const call = { kind: known, package: found, args, env: place.env };
  await runTasks(
    known,
    [call],
    { root, mode: workspace.mode },
    {
      onOutput: (_id, text) => onText(text),
      onOutcome: ({ success, output, unstreamed }) => {
        onText(unstreamed ?? output);
        exitCode = success ? 0 : 1;
      },
    },
  );
  return exitCode;
}
