import type { ExecutorContext } from '@nx/devkit';
import { lintTasks, type LintOptions } from '../../../commands';
import { runAlone } from '../run-in-nx';

/** golangci-lint for one task. */
export default function goLint(
  options: LintOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAlone(options, context, lintTasks);
}
