import {
  externalModulesOf,
  sourceFaults,
  type ExternalModule,
  type ExternalModules,
  type GoGraph,
  type GraphFault,
  type ImportEdge,
  type PackageNode,
} from '../../graph';
import { nameOfPackage, PackageOwners } from './package-owners';

/** What `goshawk graph --json` prints. All paths are relative to the root, with `/`. */
export interface GraphDocument {
  readonly schemaVersion: 1;
  /** Absolute. */
  readonly root: string;
  readonly level: GraphLevel;
  readonly projects: readonly ProjectEntry[];
  /** Every import that leads from one project, or package, to another one or to an external module. */
  readonly edges: readonly GraphEdge[];
  readonly externalModules: readonly ExternalModule[];
  /** What keeps a part of the graph from being known. */
  readonly faults: readonly GraphFault[];
}

/** What the ends of edges are. */
export type GraphLevel = 'projects' | 'packages';

export interface ProjectEntry {
  readonly name: string;
  readonly root: string;
  /** Path of its module. */
  readonly module: string;
  readonly packages: readonly { readonly path: string; readonly directory: string }[];
}

export interface GraphEdge {
  /** Name of a project, or import path of a package. */
  readonly source: string;
  /** Likewise, or the name of an external module. */
  readonly target: string;
  readonly to: 'project' | 'package' | 'module';
  /** `test` for an import that only tests have. */
  readonly kind: 'build' | 'test';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** As imported. */
  readonly path: string;
}

export function describeGraph(graph: GoGraph, root: string, level: GraphLevel): GraphDocument {
  const external = externalModulesOf(graph.moduleLists);
  const projects = graph.projects.map(({ name, root: place, module, packages }) => ({
    ...{ name, root: place, module: module.path },
    packages: packages.map((node) => ({ path: nameOfPackage(node), directory: node.content.directory })),
  }));
  return {
    schemaVersion: 1,
    root,
    level,
    projects: projects.sort((one, other) => compareText(one.name, other.name)),
    edges: edgesOf(graph, external, level),
    externalModules: external.modules,
    faults: [...graph.faults, ...sourceFaults(graph)],
  };
}

function edgesOf(graph: GoGraph, external: ExternalModules, level: GraphLevel): GraphEdge[] {
  const owners = new PackageOwners(graph);
  const names = new Map<string, string>();
  for (const node of graph.nodes) {
    if (node.module !== undefined) names.set(node.content.directory, nameOfPackage(node));
  }
  const nameOf = (directory: string): string | undefined =>
    level === 'packages' ? (names.get(directory) ?? directory) : owners.of(directory)?.name;
  const edges = new Map<string, GraphEdge>();
  const add = (node: PackageNode, { to, file, line, path }: ImportEdge, kind: GraphEdge['kind']) => {
    const source = nameOf(node.content.directory);
    if (source === undefined) return;
    const put = (target: string | undefined, what: GraphEdge['to']) => {
      if (target === undefined || target === source) return;
      const key = `${file}:${line} ${path} ${target}`;
      if (!edges.has(key)) edges.set(key, { source, target, to: what, kind, file, line, path });
    };
    if (to.kind === 'module') put(external.nameOf(node.group, to.module), 'module');
    if (to.kind !== 'package') return;
    if (to.vendoredModule !== undefined) put(external.nameOf(node.group, to.vendoredModule), 'module');
    else put(nameOf(to.node.content.directory), level === 'packages' ? 'package' : 'project');
  };
  for (const node of graph.nodes) {
    for (const edge of node.imports) add(node, edge, 'build');
    for (const edge of node.testImports) add(node, edge, 'test');
  }
  return [...edges.values()].sort(
    (one, other) =>
      compareText(one.source, other.source) ||
      compareText(one.target, other.target) ||
      compareText(one.kind, other.kind) ||
      compareText(one.file, other.file) ||
      one.line - other.line,
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
