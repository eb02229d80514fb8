import type { StoredGraph } from './stored-graph';

/**
 * The graph that createNodes found last, by workspace. Nx calls createDependencies right after it, in the same process, and
 * looking at all files once more would take as long again. Nothing depends on it being here: whoever finds none reads the
 * graph anew.
 */
const last = new Map<string, StoredGraph>();

export function rememberGraph(workspaceRoot: string, graph: StoredGraph): void {
  last.set(workspaceRoot, graph);
}

export function recallGraph(workspaceRoot: string): StoredGraph | undefined {
  return last.get(workspaceRoot);
}
