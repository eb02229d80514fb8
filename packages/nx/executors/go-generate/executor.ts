import type { ExecutorContext } from '@nx/devkit';
import { generateTasks, type GenerateOptions } from '../../../commands';
import { runAlone } from '../run-in-nx';

/** Runs the `go:generate` lines of one task. */
export default function goGenerate(
  options: GenerateOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAlone(options, context, generateTasks);
}
