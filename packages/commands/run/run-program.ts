import { basename } from 'node:path';
import { formatError } from '../../support';
import type { BatchCallbacks } from '../build/build-tasks';
import type { GoTask, TaskOutcome } from '../go-task';
import type { RunOptions } from '../options/go-options';
import { RunMemo } from '../run-memo';
import { ProgramBuilder } from './build-program';
import { runWatched } from './run-watched';
import { describeEnd, startProgram } from './start-program';

/**
 * Builds a program in its dimension and runs it on the caller's terminal until it ends or is stopped; under `watch`, again
 * after every change. Its output is its own: whatever is said besides goes to standard error.
 */
export async function runProgram(
  tasks: readonly GoTask<RunOptions>[],
  callbacks: BatchCallbacks = {},
  memo = new RunMemo(),
): Promise<TaskOutcome[]> {
  const outcomes: TaskOutcome[] = [];
  for (const task of tasks) {
    const startTime = Date.now();
    const outcome = { id: task.id, ...(await runOne(task, memo)), startTime, endTime: Date.now() };
    outcomes.push(outcome);
    callbacks.onOutcome?.(outcome);
  }
  return outcomes;
}

type RunResult = Pick<TaskOutcome, 'success' | 'output' | 'exitCode'>;

async function runOne(task: GoTask<RunOptions>, memo: RunMemo): Promise<RunResult> {
  const builder = new ProgramBuilder(task);
  try {
    const build = await builder.build(memo);
    if (build.stoppedBy !== undefined || (build.file === undefined && task.options.watch !== true))
      return { success: false, output: build.output };
    tell(build.output);
    if (task.options.watch === true) {
      if (build.file === undefined) tell('goshawk: this does not build; waiting for a change.\n');
      await runWatched(task, builder, build, tell);
      return { success: true, output: '' };
    }
    return build.file === undefined ? { success: false, output: '' } : await runOnce(task, build.file);
  } catch (error) {
    return { success: false, output: `${formatError(error)}\n` };
  } finally {
    builder.remove();
  }
}

async function runOnce(task: GoTask<RunOptions>, file: string): Promise<RunResult> {
  const result = await startProgram(file, task);
  const { exitCode, stoppedBy } = result;
  if (exitCode === 0 || stoppedBy !== undefined) return { success: exitCode === 0, output: '', exitCode };
  const output = `goshawk: ${basename(file)} ended with ${describeEnd(result)}.\n`;
  return { success: false, output, exitCode };
}

function tell(text: string): void {
  process.stderr.write(text);
}
