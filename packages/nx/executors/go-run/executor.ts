import type { ExecutorContext } from '@nx/devkit';
import { runProgram, type RunOptions } from '../../../commands';
import { runAlone } from '../run-in-nx';

/** Builds a program in its dimension and runs it until it ends or is stopped. */
export default function goRun(options: RunOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runAlone(options, context, runProgram);
}
