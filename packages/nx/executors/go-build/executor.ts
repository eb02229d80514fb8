import type { ExecutorContext } from '@nx/devkit';
import { buildTasks, type BuildOptions } from '../../../commands';
import { runAlone } from '../run-in-nx';

/** `go build` for one task. */
export default function goBuild(
  options: BuildOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAlone(options, context, buildTasks);
}
