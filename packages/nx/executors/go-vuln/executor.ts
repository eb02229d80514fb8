import type { ExecutorContext } from '@nx/devkit';
import { vulnTasks, type VulnOptions } from '../../../commands';
import { runAlone } from '../run-in-nx';

/** govulncheck for one task. */
export default function goVuln(
  options: VulnOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAlone(options, context, vulnTasks);
}
