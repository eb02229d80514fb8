import type { Env } from '../../../toolchain';
import type { TestOptions } from '../../options/go-options';
import { testTasks } from '../test-tasks';
import type { GoSpace } from './go-space';

export interface TestRun {
  readonly success: boolean;
  readonly output: string;
  /** Packages whose result Go took from its cache. */
  readonly cached: number;
}

/** Runs the tests of one project. */
export async function runTests(
  space: GoSpace,
  project: string,
  options: TestOptions = {},
  env: Env = {},
): Promise<TestRun> {
  const [outcome] = await testTasks([space.task(project, options, env)]);
  const output = outcome?.output ?? '';
  return { success: outcome?.success ?? false, output, cached: output.match(/\t\(cached\)/g)?.length ?? 0 };
}

/** What came of runs, one letter each: `c` passed from Go's cache, `p` passed, `f` failed. */
export function letterOf({ success, cached }: TestRun): 'c' | 'p' | 'f' {
  if (!success) return 'f';
  return cached > 0 ? 'c' : 'p';
}
