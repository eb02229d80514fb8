import { join, relative, resolve } from 'node:path';
import { GoshawkError, isBeneath } from '../support';
import { type Listing, type WorkspacePackage } from '../dimension';
import { usesGoWork } from '../toolchain';
import type { PreparedTask } from './go-task';
import { listOf, type SharedOptions } from './options/go-options';

/** A package of the workspace with its index in the listing. */
export interface SelectedPackage extends WorkspacePackage {
  readonly index: number;
}

/** What a task's package patterns come to. */
export interface Selection {
  readonly packages: readonly SelectedPackage[];
  /** Patterns that name nothing in the workspace, such as a command of a module in the module cache; passed on as they are. */
  readonly elsewhere: readonly string[];
}

/**
 * Finds the packages of the workspace that patterns name: `./dir`, `./dir/...` relative to the project, or import paths.
 *
 * @throws GoshawkError 'module-not-in-workspace' when go.work leaves the project's module out, 'no-go-package' when a local
 * pattern matches nothing.
 */
export function selectPackages(
  task: PreparedTask<SharedOptions & { packages?: string | readonly string[] }>,
  defaultPatterns: readonly string[],
): Selection {
  const { listing } = task.dimension;
  const given = listOf(task.options.packages);
  const patterns = given.length === 0 ? defaultPatterns : given;
  const packages = new Map<number, SelectedPackage>();
  const elsewhere: string[] = [];
  for (const pattern of patterns) {
    const found = match(pattern, listing, task.projectRoot);
    if (found.length === 0 && isLocal(pattern)) throw nothingFound(task, pattern);
    if (found.length === 0) elsewhere.push(pattern);
    for (const one of found) packages.set(one.index, one);
  }
  return { packages: [...packages.values()].sort((a, b) => a.index - b.index), elsewhere };
}

/** The packages of the workspace that a task's `packages` option names, wherever they lie; none where it is left out. */
export function packagesNamedBy({
  options,
  dimension,
  projectRoot,
}: PreparedTask<unknown>): SelectedPackage[] {
  const { packages } = options as { packages?: string | readonly string[] };
  return listOf(packages).flatMap((pattern) => match(pattern, dimension.listing, projectRoot));
}

function isLocal(pattern: string): boolean {
  return pattern === '.' || pattern === '..' || /^\.{1,2}[\\/]/.test(pattern);
}

function match(pattern: string, listing: Listing, projectRoot: string): SelectedPackage[] {
  const tree = /^(.*?)[\\/]?\.\.\.$/.exec(pattern);
  const choose = (isChosen: (one: WorkspacePackage) => boolean) =>
    listing.packages.flatMap((one, index) => (isChosen(one) ? [{ ...one, index }] : []));
  if (isLocal(pattern)) {
    const dir = resolve(projectRoot, tree === null ? pattern : (tree[1] ?? ''));
    return choose(
      (one) => (tree === null ? one.dir === dir : isBeneath(one.dir, dir)) && !isVendored(one, listing),
    );
  }
  const prefix = tree?.[1];
  return choose(({ importPath }) =>
    prefix === undefined
      ? importPath === pattern
      : importPath === prefix || importPath.startsWith(`${prefix}/`),
  );
}

function isVendored({ dir }: WorkspacePackage, { modules }: Listing): boolean {
  return (
    /[\\/]vendor([\\/]|$)/.test(dir) && modules.some((module) => isBeneath(dir, join(module.dir, 'vendor')))
  );
}

function nothingFound({ dimension, projectRoot, id }: PreparedTask<unknown>, pattern: string): GoshawkError {
  const { GOWORK: goWork, GOMOD: goMod } = dimension.goEnv;
  const known = dimension.listing.modules.some(({ dir }) => isBeneath(projectRoot, dir));
  if (usesGoWork(dimension.goEnv) && !known) {
    return new GoshawkError({
      code: 'module-not-in-workspace',
      message: `${id}: no module that ${goWork} uses contains ${projectRoot}.`,
      next: `Run \`go work use ${relative(resolve(goWork, '..'), projectRoot)}\`, or set GOWORK=off in the target's env option.`,
    });
  }
  return new GoshawkError({
    code: 'no-go-package',
    message: `${id}: the pattern ${pattern} matches no Go package in ${projectRoot} (module file: ${goMod || 'none'}).`,
    next: 'Correct the packages option, add a Go file, or check that its build constraints allow this platform.',
  });
}
