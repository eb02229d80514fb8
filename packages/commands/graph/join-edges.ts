import type { GraphDocument, GraphEdge } from './graph-document';

/** All imports from one node to another as one. */
export interface JoinedEdge extends Pick<GraphEdge, 'source' | 'target' | 'to'> {
  /** `test` where only tests import. */
  readonly kind: GraphEdge['kind'];
}

/** One edge for each pair of nodes, in the order of the document. */
export function joinEdges({ edges }: Pick<GraphDocument, 'edges'>): JoinedEdge[] {
  const joined = new Map<string, JoinedEdge>();
  for (const { source, target, to, kind } of edges) {
    const key = JSON.stringify([source, target]);
    const before = joined.get(key);
    const isBuilt = kind === 'build' || before?.kind === 'build';
    joined.set(key, { source, target, to, kind: isBuilt ? 'build' : 'test' });
  }
  return [...joined.values()];
}

/** What diagrams show: projects or packages, and what they import of each other. */
export function diagramOf(document: GraphDocument): { nodes: string[]; edges: JoinedEdge[] } {
  const edges = joinEdges(document).filter(({ to }) => to !== 'module');
  const own =
    document.level === 'packages'
      ? document.projects.flatMap(({ packages }) => packages.map(({ path }) => path))
      : document.projects.map(({ name }) => name);
  const ends = edges.flatMap(({ source, target }) => [source, target]);
  return { nodes: [...new Set([...own, ...ends])], edges };
}
