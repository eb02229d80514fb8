import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { buildTasks, type BuildOptions } from '../../../commands';
import { runBatch } from '../run-in-nx';
import type { BatchResult } from '../outcome-stream';

/** `go build` for all tasks that Nx has at hand, with as few go commands as can serve them. */
export default function goBuildBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, BuildOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult, void> {
  return runBatch(taskGraph, inputs, context, buildTasks);
}
