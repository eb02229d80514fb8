import type { ExecutorContext } from '@nx/devkit';
import { tidyTasks, type TidyOptions } from '../../../commands';
import { runAlone } from '../run-in-nx';

/** Checks or tidies the module of one task. */
export default function goTidy(
  options: TidyOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAlone(options, context, tidyTasks);
}
