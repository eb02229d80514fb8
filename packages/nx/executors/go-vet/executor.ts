import type { ExecutorContext } from '@nx/devkit';
import { vetTasks, type VetOptions } from '../../../commands';
import { runAlone } from '../run-in-nx';

/** `go vet` for one task. */
export default function goVet(options: VetOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runAlone(options, context, vetTasks);
}
