import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { tidyTasks, type TidyOptions } from '../../../commands';
import { runBatch } from '../run-in-nx';
import type { BatchResult } from '../outcome-stream';

/** Checks or tidies the modules of all tasks that Nx has at hand. */
export default function goTidyBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, TidyOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult, void> {
  return runBatch(taskGraph, inputs, context, tidyTasks);
}
