import type { ExecutorContext } from '@nx/devkit';
import { fmtTasks, type FmtOptions } from '../../../commands';
import { runAlone } from '../run-in-nx';

/** Checks or changes the formatting of one task. */
export default function goFmt(options: FmtOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runAlone(options, context, fmtTasks);
}
