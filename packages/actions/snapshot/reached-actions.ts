import { groupBy } from '../../support';
import type { Action, ActionGraph } from '../../toolchain';

interface GraphIndex {
  readonly byId: ReadonlyMap<number, Action>;
  readonly byPackage: ReadonlyMap<string, readonly Action[]>;
}

/** Many tasks read the graph of one go command. */
const indexes = new WeakMap<ActionGraph, GraphIndex>();

/** The actions of some packages, as a graph names them, and all that these need. */
export function reachedActions(graph: ActionGraph, importPaths: Iterable<string>): Action[] {
  const { byId, byPackage } = indexOf(graph);
  const reached: Action[] = [];
  const seen = new Set<number>();
  const queue = [...importPaths].flatMap((importPath) =>
    (byPackage.get(importPath) ?? []).map(({ ID }) => ID),
  );
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const action = byId.get(id);
    if (action === undefined) continue;
    reached.push(action);
    queue.push(...(action.Deps ?? []));
  }
  return reached;
}

function indexOf(graph: ActionGraph): GraphIndex {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const index = {
    byId: new Map(graph.map((action) => [action.ID, action])),
    byPackage: groupBy(graph, ({ Package }) => Package),
  };
  indexes.set(graph, index);
  return index;
}
