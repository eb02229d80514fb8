import { ALWAYS, NEVER, type Condition, type GoGraph, type ImportEdge, type PackageNode } from '../../graph';

export interface ChainRequest {
  readonly graph: Pick<GoGraph, 'conditions'>;
  /** Packages at which a chain begins. */
  readonly from: readonly PackageNode[];
  /** What the first import of a chain belongs to; all others belong to builds. */
  readonly first: 'build' | 'test';
  readonly isGoal: (edge: ImportEdge) => boolean;
}

/** A way to a package, and the builds that have it. */
interface Step {
  readonly node: PackageNode;
  readonly when: Condition;
  readonly before: Step | undefined;
  /** Absent at the beginning. */
  readonly edge: ImportEdge | undefined;
}

/** The shortest chain of imports that one build has as a whole; undefined where no build has any. */
export function findImportChain({ graph, from, first, isGoal }: ChainRequest): ImportEdge[] | undefined {
  const { conditions } = graph;
  // A longer way to a package is of use only on builds that have no shorter one.
  const reached = new Map(from.map((node): [PackageNode, Condition] => [node, ALWAYS]));
  const steps = from.map((node): Step => ({ node, when: ALWAYS, before: undefined, edge: undefined }));
  // Iterating a list goes on to what is added meanwhile.
  for (const step of steps) {
    const isFirst = step.edge === undefined;
    for (const edge of isFirst && first === 'test' ? step.node.testImports : step.node.imports) {
      const when = conditions.and(step.when, edge.when);
      if (when === NEVER) continue;
      if (isGoal(edge)) return [...edgesTo(step), edge];
      if (edge.to.kind !== 'package') continue;
      const { node } = edge.to;
      const before = reached.get(node) ?? NEVER;
      const after = conditions.or(before, when);
      if (after === before) continue;
      reached.set(node, after);
      steps.push({ node, when, before: step, edge });
    }
  }
  return undefined;
}

function edgesTo(step: Step): ImportEdge[] {
  const edges: ImportEdge[] = [];
  for (let at: Step | undefined = step; at?.edge !== undefined; at = at.before) edges.push(at.edge);
  return edges.reverse();
}
