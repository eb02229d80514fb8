import { join } from 'node:path';
import { computeGoGraph, memoiseGraph, type Disk, type GoGraph, type Manifests } from '../../graph';
import { sha256 } from '../../support';
import type { GraphWorkspace } from './graph-workspace';

/** What is asked of the graph. */
export interface GraphQuestion<T> {
  readonly verb: string;
  /** All that the answer depends on besides the graph. */
  readonly key: string;
  /** The answer is JSON. */
  readonly answer: (graph: GoGraph, disk: Disk) => T;
}

/** The answer to a question about the graph: the one of last time, if nothing that it depends on has changed. */
export function askGraph<T>(workspace: GraphWorkspace, { verb, key, answer }: GraphQuestion<T>): T {
  const { root, manifests, cacheRoot } = workspace;
  return memoiseGraph({
    ...workspace,
    cacheFile: join(cacheRoot, 'graphs', sha256(root).slice(0, 16), verb),
    further: key,
    compute: (disk) => answer(computeGraph(workspace, disk, manifests), disk),
  });
}

/** The graph of files as a disk shows them. */
export function computeGraph(workspace: GraphWorkspace, disk: Disk, manifests: Manifests): GoGraph {
  const present = (files: readonly string[]) => files.filter((file) => !disk.isIgnored(file));
  return computeGoGraph({
    ...workspace,
    disk,
    manifests: {
      goMods: present(manifests.goMods),
      projectJsons: present(manifests.projectJsons),
      packageJsons: present(manifests.packageJsons),
    },
  });
}
