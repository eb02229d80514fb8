import { IndexSet, type Disk, type GoGraph, type PackageNode } from '../../../graph';
import type { ChangedPaths } from './changed-paths';
import { touchedGroups, touchedPackages, type Touch } from './touched-packages';

/** A graph, and the disk that it was computed from. */
export interface Revision {
  readonly graph: GoGraph;
  readonly disk: Disk;
}

/** What changed for a package. Files as git names them. */
export interface AffectedPackage {
  /** Of the revision that was looked at. */
  readonly node: PackageNode;
  /** Changed files that its builds read. */
  readonly build: ReadonlySet<string>;
  /** Changed files that its tests read, those of its build among them; none where it has no tests. */
  readonly test: ReadonlySet<string>;
}

/** The packages of one revision that read changed files, by directory. */
export function affectedPackages(
  { graph, disk }: Revision,
  changes: ChangedPaths,
): Map<string, AffectedPackage> {
  const touched = touchedPackages(graph, disk, changes);
  const groups = touchedGroups(graph, changes);
  const touchedNodes = graph.nodes.flatMap((node) => {
    const touch = touched.get(node.content.directory);
    return touch === undefined ? [] : [[node.index, touch] as const];
  });
  const affected = new Map<string, AffectedPackage>();
  for (const node of graph.nodes) {
    if (node.module === undefined) continue;
    const own = groups.get(node.group) ?? [];
    const reached = (add: (into: IndexSet) => void) => buildFilesIn(add, touchedNodes, graph.nodes.length);
    const build = new Set([...own, ...reached((into) => graph.closures.addBuildOf(node, into))]);
    const tested = [
      ...build,
      ...reached((into) => graph.closures.addTestsOf(node, into)),
      ...(touched.get(node.content.directory)?.test ?? []),
    ];
    const test = new Set(node.hasTests ? tested : []);
    if (build.size + test.size > 0) affected.set(node.content.directory, { node, build, test });
  }
  return affected;
}

function buildFilesIn(
  add: (into: IndexSet) => void,
  touched: readonly (readonly [index: number, touch: Touch])[],
  limit: number,
): string[] {
  if (touched.length === 0) return [];
  const reached = new IndexSet(limit);
  add(reached);
  return touched.flatMap(([index, { build }]) => (reached.has(index) ? [...build] : []));
}
