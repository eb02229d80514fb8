import { GoshawkError } from '../../support';
import type { PreparedTask } from '../go-task';
import type { RunOptions } from '../options/go-options';
import { selectPackages, type SelectedPackage } from '../select-packages';

/**
 * The program that a task runs: the package that it names, else the only main package of the project.
 *
 * @throws GoshawkError 'no-main-package', 'several-main-packages', 'program-for-other-system'
 */
export function findMain(task: PreparedTask<RunOptions>): SelectedPackage {
  const { GOOS: goos, GOHOSTOS: host, GOARCH: goarch } = task.dimension.goEnv;
  if (goos !== host) {
    throw new GoshawkError({
      code: 'program-for-other-system',
      message: `${task.id}: a program for ${goos}/${goarch} does not run on ${host}.`,
      next: 'Take goos and goarch out of the target, or unset GOOS and GOARCH; to build for another system, use go-build.',
    });
  }
  const named = task.options.package;
  const { packages } = selectPackages({ ...task, options: { ...task.options, packages: named } });
  const mains = packages.filter(({ name }) => name === 'main');
  const [only, ...others] = mains;
  if (only !== undefined && others.length === 0) return only;
  throw new GoshawkError({
    code: only === undefined ? 'no-main-package' : 'several-main-packages',
    message:
      only === undefined
        ? `${task.id}: there is no main package in ${named ?? task.projectRoot}.`
        : `${task.id}: there are ${mains.length} main packages: ${mains.map(({ importPath }) => importPath).join(', ')}.`,
    next: 'Name the package to run in the option "package", such as ./cmd/server.',
  });
}
