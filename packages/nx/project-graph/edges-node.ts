import type { ProjectGraphExternalNode } from '@nx/devkit';
import type { ProjectRoots } from '../../graph';
import { sha256 } from '../../support';
import type { ProjectEdge } from './project-edges';

/** Name of a node that stands for all edges. */
const NAME = 'goshawk:edges';

/**
 * A node whose version is another one when any edge is. Nx keeps the edges of a file that has not changed, whatever a plugin
 * says of them (nx/src/project-graph/build-project-graph.js: buildProjectGraphUsingContext), although a go.mod elsewhere can
 * make its imports lead elsewhere. It forgets them when the version of an external node changes (shouldRecomputeWholeGraph).
 * The hashes of tasks have `hash` of a node, if it has one, instead of its version: they stay.
 */
export function edgesNode(
  edges: readonly ProjectEdge[],
  roots: ProjectRoots,
): Record<string, ProjectGraphExternalNode> {
  const owned = edges.map(([file, target, kind]) => [file, roots.ownerOf(target) ?? target, kind]);
  const version = sha256(JSON.stringify(owned)).slice(0, 16);
  return { [NAME]: { type: 'go', name: NAME, data: { packageName: NAME, version, hash: 'edges' } } };
}
