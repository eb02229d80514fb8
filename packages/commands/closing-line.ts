import { groupBy } from '../support';
import type { Action, ActionGraph } from '../toolchain';

/** How many packages a task read, and what Go did for them. */
export interface WorkDone {
  readonly packages: number;
  readonly built: number;
  readonly reused: number;
}

/** Counts the packages that programs or packages consist of, from the action graphs of the go commands that made them. */
export function countWork(graphs: readonly ActionGraph[], importPaths: ReadonlySet<string>): WorkDone {
  const built = new Map<string, boolean>();
  for (const graph of graphs) {
    const { byId, byPackage } = indexOf(graph);
    const queue = [...importPaths]
      .flatMap((importPath) => byPackage.get(importPath) ?? [])
      .map(({ ID }) => ID);
    const seen = new Set<number>();
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const action = byId.get(id);
      if (action === undefined) continue;
      queue.push(...(action.Deps ?? []));
      // Without an ID it was never looked up: something that it needs had failed.
      if (action.Mode !== 'build' || action.ActionID === undefined) continue;
      // A command that ran means compiled now; none means that the result came from the cache.
      const compiled = (action.Cmd ?? []).length > 0;
      built.set(action.Package, (built.get(action.Package) ?? false) || compiled);
    }
  }
  const count = [...built.values()].filter(Boolean).length;
  return { packages: built.size, built: count, reused: built.size - count };
}

interface GraphIndex {
  readonly byId: ReadonlyMap<number, Action>;
  readonly byPackage: ReadonlyMap<string, readonly Action[]>;
}

/** Many tasks read the graph of one go command. */
const indexes = new WeakMap<ActionGraph, GraphIndex>();

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

/** The one line with which a task closes. */
export function closingLine(
  dimension: string,
  work: WorkDone | undefined,
  milliseconds: number,
  note = '',
): string {
  const parts = [dimension];
  if (work !== undefined) {
    parts.push(
      `${work.packages} package${work.packages === 1 ? '' : 's'}`,
      `${work.built} built, ${work.reused} reused`,
    );
  }
  if (note !== '') parts.push(note);
  parts.push(`${(milliseconds / 1000).toFixed(1)} s`);
  return `goshawk: ${parts.join(' · ')}\n`;
}
