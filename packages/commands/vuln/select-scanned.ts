import { GoshawkError } from '../../support';
import type { PreparedTask } from '../go-task';
import type { VulnOptions } from '../options/go-options';
import type { SelectedPackage } from '../select-packages';
import { selectPresent } from '../select-present';

/**
 * The packages that a task looks at; none where this platform has none of its project. Of a pattern that matches nothing,
 * govulncheck says that there is no vulnerability in it: only packages that are known to be there are named.
 *
 * @throws GoshawkError 'no-go-package' and others as selectPresent
 */
export function selectScanned(task: PreparedTask<VulnOptions>): readonly SelectedPackage[] {
  const { packages, elsewhere } = selectPresent(task);
  if (elsewhere.length === 0) return packages;
  throw new GoshawkError({
    code: 'no-go-package',
    message: `${task.id}: ${elsewhere.join(', ')} in the option packages names no package of the workspace.`,
    next: 'Correct the packages option: go-vuln looks at packages of the workspace and all that they call.',
  });
}
