import type { ExecutorContext } from '@nx/devkit';
import { testTasks, type TestOptions } from '../../../commands';
import { runAlone } from '../run-in-nx';

/** `go test` for one task. */
export default function goTest(
  options: TestOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAlone(options, context, testTasks);
}
