import { manifestsOf, type Disk, type Manifests } from '../../../graph';
import { readGraphWorkspace, type GraphPlace, type GraphWorkspace } from '../graph-workspace';
import { askGraph, computeGraph } from '../with-graph';
import { affectedPackages, type Revision } from './affected-packages';
import { describeAffected, type AffectedDocument } from './affected-document';
import { ChangedPaths } from './changed-paths';
import { collectChanges } from './collect-changes';
import { RevisionDisk, type RevisionEntry } from './revision-disk';

export interface AffectedRequest extends GraphPlace {
  /** A commit, branch or tag. */
  readonly base: string;
  /** Likewise; undefined for the files as they are now. */
  readonly head?: string | undefined;
}

/**
 * The packages and projects whose builds or tests read a file that changed. The graph is computed for both ends, so that what a
 * deleted file or package was part of is known.
 *
 * @throws UsageError 'no-git-repository', 'unknown-reference'
 * @throws GoshawkError 'no-merge-base', 'git-failed'
 */
export async function findAffected(request: AffectedRequest): Promise<AffectedDocument> {
  const workspace = readGraphWorkspace(request);
  const { root, env } = workspace;
  const changes = await collectChanges({ root, env, base: request.base, head: request.head });
  const paths = new ChangedPaths(changes.paths);
  const { base, head, inBase, inHead } = changes;
  return askGraph(workspace, {
    verb: 'affected',
    key: JSON.stringify([base, head, [...changes.paths], [...inBase.keys()], [...inHead.keys()]]),
    answer: (graph, disk) => {
      const before = revisionOf(workspace, disk, inBase);
      const after = inHead.size === 0 ? { graph, disk } : revisionOf(workspace, disk, inHead);
      return describeAffected(
        { base: before.graph, head: after.graph },
        changes,
        affectedPackages(before, paths),
        affectedPackages(after, paths),
      );
    },
  });
}

function revisionOf(
  workspace: GraphWorkspace,
  worktree: Disk,
  entries: ReadonlyMap<string, RevisionEntry>,
): Revision {
  const disk = new RevisionDisk(worktree, entries);
  return { disk, graph: computeGraph(workspace, disk, manifestsIn(workspace.manifests, entries)) };
}

/** The manifests of a revision: those there are now, but for the ones at which it differs. */
function manifestsIn(now: Manifests, entries: ReadonlyMap<string, RevisionEntry>): Manifests {
  const changed = [...entries].filter(([path]) => !path.startsWith('../'));
  const unchanged = [now.goMods, now.projectJsons, now.packageJsons]
    .flat()
    .filter((file) => !entries.has(file));
  return manifestsOf([
    ...unchanged,
    ...changed.flatMap(([path, { kind }]) => (kind === 'absent' ? [] : path)),
  ]);
}
