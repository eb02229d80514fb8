import { join, posix, relative, resolve } from 'node:path';
import { GoshawkError, isBeneath } from '../support';
import { type Listing, type WorkspacePackage } from '../dimension';
import { isLocalPattern, packageTest, splitPatterns, toWorkspacePath, type PackagePlace } from '../graph';
import { usesGoWork } from '../toolchain';
import type { PreparedTask } from './go-task';
import { perListing } from './per-listing';
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

/** What all tasks of this package work on where they name nothing else. */
export const DEFAULT_PATTERNS: readonly string[] = ['./...'];

/**
 * Finds the packages of the workspace that patterns name: `./dir`, `./dir/...` relative to the project, or import paths. A
 * pattern that begins with `!` takes packages away.
 *
 * @throws GoshawkError 'module-not-in-workspace' when go.work leaves the project's module out, 'no-go-package' when a local
 * pattern matches nothing, or nothing is left of all of them.
 */
export function selectPackages(
  task: PreparedTask<SharedOptions & { packages?: string | readonly string[] }>,
): Selection {
  const patterns = listOf(task.options.packages);
  const { taken, without } = splitPatterns(patterns, DEFAULT_PATTERNS);
  const packages = new Map<number, SelectedPackage>();
  const elsewhere: string[] = [];
  const matchers = matchersOf(task);
  const left = new Set(without.flatMap((pattern) => matchers(pattern)).map(({ index }) => index));
  for (const pattern of taken) {
    const found = matchers(pattern);
    if (found.length === 0 && isLocalPattern(pattern)) throw nothingFound(task, pattern);
    if (found.length === 0) elsewhere.push(pattern);
    for (const one of found) if (!left.has(one.index)) packages.set(one.index, one);
  }
  // Without any package, the go command would take the one in the current directory.
  if (packages.size + elsewhere.length === 0) throw nothingFound(task, patterns.join(' '));
  return { packages: [...packages.values()].sort((a, b) => a.index - b.index), elsewhere };
}

/** The packages of the workspace that a task works on; none for patterns that match nothing, which its run reports. */
export function packagesOf(task: PreparedTask<unknown>): SelectedPackage[] {
  const { packages, package: single } = task.options as {
    packages?: string | readonly string[];
    package?: string;
  };
  const { taken, without } = splitPatterns(listOf(packages ?? single), DEFAULT_PATTERNS);
  const matchers = matchersOf(task);
  const left = new Set(without.flatMap((pattern) => matchers(pattern)).map(({ index }) => index));
  const found = taken.flatMap((pattern) => matchers(pattern)).filter(({ index }) => !left.has(index));
  return [...new Map(found.map((one) => [one.index, one])).values()];
}

/** Finds the packages that a pattern names in a task's project. */
function matchersOf({ dimension, projectRoot, workspaceRoot }: PreparedTask<unknown>) {
  const { places, beneath, modules } = placesOf(dimension.listing, workspaceRoot);
  const scope = { directory: toWorkspacePath(workspaceRoot, projectRoot), modules };
  return (pattern: string): SelectedPackage[] => {
    const test = packageTest(pattern, scope);
    // With a thousand projects, to ask each of their patterns about all packages would take seconds.
    const isInside = pattern.startsWith('./') && !/[\\/]\.\.([\\/]|$)/.test(pattern);
    const candidates =
      isInside && !isOutside(scope.directory) ? (beneath.get(scope.directory) ?? []) : places;
    return candidates.flatMap(({ place, selected }) =>
      test(place) && (!isLocalPattern(pattern) || !isVendored(selected, dimension.listing)) ? [selected] : [],
    );
  };
}

interface Place {
  readonly place: PackagePlace;
  readonly selected: SelectedPackage;
}

interface Places {
  readonly places: readonly Place[];
  /** By each directory at or above packages, those at or beneath it; packages outside the workspace are in none. */
  readonly beneath: ReadonlyMap<string, readonly Place[]>;
  readonly modules: ReadonlySet<string>;
}

/** Packages with their places in the workspace, which are the same for many tasks. */
const placesOf = perListing((listing, workspaceRoot): Places => {
  const places = listing.packages.map((one, index) => ({
    place: { directory: toWorkspacePath(workspaceRoot, one.dir), importPath: one.importPath },
    selected: { ...one, index },
  }));
  const beneath = new Map<string, Place[]>();
  for (const one of places) {
    const { directory } = one.place;
    if (isOutside(directory)) continue;
    for (let at = directory; ; at = posix.dirname(at)) {
      const known = beneath.get(at);
      if (known === undefined) beneath.set(at, [one]);
      else known.push(one);
      if (at === '.') break;
    }
  }
  const modules = new Set(listing.modules.map(({ dir }) => toWorkspacePath(workspaceRoot, dir)));
  return { places, beneath, modules };
});

/** A path of another drive is outside as well. */
function isOutside(directory: string): boolean {
  return /^(\.\.(\/|$)|\/|[A-Za-z]:)/.test(directory);
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
    message: `${id}: ${pattern.includes(' ') ? `the patterns ${pattern} match` : `the pattern ${pattern} matches`} no Go package in ${projectRoot} (module file: ${goMod || 'none'}).`,
    next: 'Correct the packages option, add a Go file, or check that its build constraints allow this platform.',
  });
}
