import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { fmtTasks, type FmtOptions } from '../../../commands';
import { runBatch } from '../run-in-nx';
import type { BatchResult } from '../outcome-stream';

/** Checks or changes the formatting of all tasks that Nx has at hand, with one gofmt where one can serve them. */
export default function goFmtBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, FmtOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult, void> {
  return runBatch(taskGraph, inputs, context, fmtTasks);
}
