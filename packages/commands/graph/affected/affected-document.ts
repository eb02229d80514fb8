import type { GoGraph, GoProject } from '../../../graph';
import { nameOfPackage, PackageOwners } from '../package-owners';
import type { AffectedPackage } from './affected-packages';
import type { Changes } from './collect-changes';

/** What `goshawk affected --json` prints. */
export interface AffectedDocument {
  readonly schemaVersion: 1;
  /** The commit that is compared with: where the histories of base and head part. */
  readonly base: string;
  /** Null for the files as they are now. */
  readonly head: string | null;
  readonly packages: readonly AffectedPackageEntry[];
  readonly projects: readonly AffectedProject[];
}

export interface AffectedPackageEntry {
  /** Import path. */
  readonly path: string;
  /** Relative to the root, with `/`. */
  readonly directory: string;
  /** Name of its project. */
  readonly project: string | undefined;
  readonly build: boolean;
  readonly test: boolean;
}

export interface AffectedProject {
  readonly name: string;
  readonly root: string;
  /** Changed files that its builds or tests read, as git names them. */
  readonly because: readonly string[];
  readonly build: boolean;
  /** Whether it has tests that are worth running. */
  readonly test: boolean;
}

/**
 * Puts together what is affected in the head.
 *
 * @param before packages that read changed files in the base, by directory
 * @param after likewise in the head
 */
export function describeAffected(
  { base, head }: Readonly<Record<'base' | 'head', GoGraph>>,
  range: Pick<Changes, 'base' | 'head'>,
  before: ReadonlyMap<string, AffectedPackage>,
  after: ReadonlyMap<string, AffectedPackage>,
): AffectedDocument {
  const owners = new PackageOwners(head);
  const packages: AffectedPackageEntry[] = [];
  const reasons = new Map<GoProject, Set<string>>();
  const blame = (owner: GoProject, ...sources: (AffectedPackage | undefined)[]): void => {
    const files = sources.flatMap((one) => (one === undefined ? [] : [...one.build, ...one.test]));
    reasons.set(owner, new Set([...(reasons.get(owner) ?? []), ...files]));
  };
  const directories = new Set<string>();
  const built = new Set<GoProject>();
  for (const node of head.nodes) {
    if (node.module === undefined) continue;
    const { directory } = node.content;
    directories.add(directory);
    const [old, now] = [before.get(directory), after.get(directory)];
    const build = (old?.build.size ?? 0) + (now?.build.size ?? 0) > 0;
    const hasTests = node.hasTests || old?.node.hasTests === true;
    const test = hasTests && (build || (old?.test.size ?? 0) + (now?.test.size ?? 0) > 0);
    if (!build && !test) continue;
    const owner = owners.of(directory);
    if (owner !== undefined) blame(owner, old, now);
    if (build && owner !== undefined) built.add(owner);
    packages.push({ path: nameOfPackage(node), directory, project: owner?.name, build, test });
  }
  const oldOwners = new PackageOwners(base);
  for (const [directory, old] of before) {
    const root = oldOwners.of(directory)?.root;
    if (directories.has(directory) && owners.of(directory)?.root === root) continue;
    // A package that is gone is no longer part of what its project builds.
    const loser = head.projects.find((project) => project.root === root) ?? owners.of(directory);
    if (loser === undefined) continue;
    blame(loser, old);
    built.add(loser);
  }
  const projects = [...reasons].map(([project, files]): AffectedProject => ({
    name: project.name,
    root: project.root,
    because: [...files].sort(),
    build: built.has(project),
    test: project.packages.some(({ hasTests }) => hasTests),
  }));
  return {
    schemaVersion: 1,
    base: range.base,
    head: range.head ?? null,
    packages: packages.sort((one, other) => (one.path < other.path ? -1 : 1)),
    projects: projects.sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}
