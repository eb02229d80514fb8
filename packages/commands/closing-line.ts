import { reachedActions } from '../actions';
import type { ActionGraph } from '../toolchain';

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
    for (const action of reachedActions(graph, importPaths)) {
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
