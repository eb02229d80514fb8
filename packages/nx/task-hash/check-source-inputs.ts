import { posix, relative, sep } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { GoshawkError, isBeneath } from '../../support';
import { isCompiled, packagesOf, reachedPackages, type PreparedTask } from '../../commands';
import type { Listing } from '../../dimension';
import { scopeOf, type GoTarget } from '../go-targets';
import { HashedFiles } from './source-inputs/hashed-files';
import { readPathsOf, type ReadPath } from './source-inputs/package-files';
import { ProjectOwners, reachableProjects } from './source-inputs/project-owners';

/**
 * Refuses a cached task that reads files of packages which its inputs certainly leave out: an edit there would replay the old
 * result.
 *
 * @param inputs the target's inputs, as project.json has them
 * @throws GoshawkError 'undeclared-dependency'
 */
export function checkSourceInputs(
  task: PreparedTask<unknown>,
  target: GoTarget,
  inputs: readonly unknown[],
  context: ExecutorContext,
): void {
  const owners = new ProjectOwners(context);
  const hashed = new HashedFiles(target, inputs, context);
  const { workspaceRoot, dimension } = task;
  const cgo = new Set(dimension.listing.cgo.map(({ importPath }) => importPath));
  const scope = scopeOf(target.executor);
  const tested = new Set(scope !== 'build' ? packagesOf(task).map(({ index }) => index) : []);
  for (const index of reachedPackages(task, scope)) {
    const { dir = '', importPath = '' } = dimension.listing.packages[index] ?? {};
    // What lies outside the workspace is in the digest that the pre-task hook hashes.
    if (!isBeneath(dir, workspaceRoot)) continue;
    const directory = relative(workspaceRoot, dir).split(sep).join('/');
    const owner = owners.of(directory);
    if (hashed.holdsAllOf(directory, owner)) continue;
    const readsTests = tested.has(index);
    const isHashed = ({ path, kind }: ReadPath) =>
      kind === 'file'
        ? hashed.mayHoldFile(path, owners.of(posix.dirname(path)))
        : hashed.mayHoldBeneath(path, owners.of(path));
    const usesCgo = cgo.has(importPath);
    const onlyGo = !isCompiled(scope);
    const read = remembered(dimension.listing, `${directory} ${readsTests} ${onlyGo}`, () =>
      readPathsOf({ workspaceRoot, directory, usesCgo, readsTests, onlyGo }),
    );
    const missed = read.filter((alternatives) => !alternatives.some(isHashed));
    const example = missed[0]?.[0];
    if (example === undefined) continue;
    const which = missed.length === read.length ? 'which' : `of which ${example.path}`;
    throw new GoshawkError({
      code: 'undeclared-dependency',
      message: `${target.id} reads ${importPath} in ${directory || 'the root of the workspace'}, ${which} is in none of its inputs: Nx would replay old results after an edit there.`,
      next: adviceFor(directory, owner, target.project, context),
    });
  }
}

const known = new WeakMap<Listing, Map<string, ReadPath[][]>>();

/** Many tasks of a run read the same package: its directory is looked at once for a listing. */
function remembered(listing: Listing, key: string, look: () => ReadPath[][]): ReadPath[][] {
  const byKey = known.get(listing) ?? new Map<string, ReadPath[][]>();
  known.set(listing, byKey);
  const found = byKey.get(key) ?? look();
  byKey.set(key, found);
  return found;
}

function adviceFor(
  directory: string,
  owner: string | undefined,
  project: string,
  context: ExecutorContext,
): string {
  if (owner === undefined) return `Add "{workspaceRoot}/${directory}/**/*" to the target's "inputs".`;
  if (owner === project) return `Add "default" or "{projectRoot}/**/*" to the target's "inputs".`;
  return reachableProjects(project, context).has(owner)
    ? `Add "^default" to the target's "inputs", so that those of ${owner} are hashed as well.`
    : `Add "${owner}" to "implicitDependencies" in the project.json of ${project}.`;
}
