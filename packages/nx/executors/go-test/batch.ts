import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { testTasks, type TestOptions } from '../../../commands';
import { runBatch } from '../run-in-nx';
import type { BatchResult } from '../outcome-stream';

/** `go test` for all tasks that Nx has at hand, with as few go commands as can serve them. */
export default function goTestBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, TestOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult, void> {
  return runBatch(taskGraph, inputs, context, testTasks);
}
