import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { vetTasks, type VetOptions } from '../../../commands';
import { runBatch } from '../run-in-nx';
import type { BatchResult } from '../outcome-stream';

/** `go vet` for all tasks that Nx has at hand, with as few go commands as can serve them. */
export default function goVetBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, VetOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult, void> {
  return runBatch(taskGraph, inputs, context, vetTasks);
}
