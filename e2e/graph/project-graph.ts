import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Env, RunResult } from '../support/run';
import { expectExit } from '../support/expect-exit';
import type { Workspace } from '../support/workspace';

/** The project graph as Nx shows it, in one order. */
export interface SeenGraph {
  readonly nodes: Readonly<Record<string, SeenNode>>;
  /** `<source> <type> <target>`. */
  readonly edges: readonly string[];
}

interface SeenNode {
  readonly type: string;
  readonly data: { readonly root: string; readonly targets?: Readonly<Record<string, object>> };
}

interface ShownGraph {
  readonly nodes: Readonly<Record<string, SeenNode>>;
  readonly dependencies: Readonly<Record<string, readonly { type: string; target: string }[]>>;
}

/** Asks Nx for the graph, with whatever it prints. */
export async function askGraph(
  space: Workspace,
  env: Env = {},
): Promise<{ run: RunResult; graph: SeenGraph }> {
  const file = join(dataDirectory(space, env), 'shown.json');
  const run = await space.nx(['graph', `--file=${file}`], env);
  const { graph } = JSON.parse(readFileSync(file, 'utf8')) as { graph: ShownGraph };
  return { run, graph: inOrder(graph) };
}

/** What the graph says of modules from elsewhere, by name, and the edges to them; `nx graph` does not show either. */
export function readExternal(space: Workspace): {
  nodes: Readonly<Record<string, object>>;
  edges: readonly string[];
} {
  const file = join(dataDirectory(space, {}), 'project-graph.json');
  const { externalNodes, dependencies } = JSON.parse(readFileSync(file, 'utf8')) as ShownGraph & {
    externalNodes: Readonly<Record<string, { readonly data: object }>>;
  };
  const { edges } = inOrder({ nodes: {}, dependencies });
  return {
    nodes: Object.fromEntries(Object.entries(externalNodes).map(([name, { data }]) => [name, data])),
    edges: edges.filter((edge) => edge.split(' ')[2]?.startsWith('go:') === true),
  };
}

function dataDirectory(space: Workspace, env: Env): string {
  return env.NX_WORKSPACE_DATA_DIRECTORY ?? space.path('.nx', 'workspace-data');
}

/** The graph; fails where Nx does. */
export async function readGraph(space: Workspace, env: Env = {}): Promise<SeenGraph> {
  const { run, graph } = await askGraph(space, env);
  expectExit(run, 0);
  return graph;
}

let fresh = 0;

/** The graph that Nx makes without anything that it or the plugin has kept. */
export function readFreshGraph(space: Workspace, env: Env = {}): Promise<SeenGraph> {
  const data = space.path('.nx', `fresh-${fresh++}`);
  return readGraph(space, { ...env, NX_DAEMON: 'false', NX_WORKSPACE_DATA_DIRECTORY: data });
}

function inOrder({ nodes, dependencies }: ShownGraph): SeenGraph {
  const edges = Object.entries(dependencies).flatMap(([source, targets]) =>
    targets.map(({ type, target }) => `${source} ${type} ${target}`),
  );
  return { nodes, edges: edges.sort() };
}

/** Whether two graphs are the same. */
export function isEqual(one: SeenGraph, other: SeenGraph): boolean {
  return isDeepStrictEqual(one, other);
}
