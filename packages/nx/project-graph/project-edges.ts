import type { Disk, GoGraph, ImportEdge, PackageNode } from '../../graph';
import type { ExternalNodes } from './external-nodes';
import { fileEdges, type FileEdge } from './file-edges';

/** An import, or another need of a Go file, that leaves a project. An array, since there are thousands of them. */
export type ProjectEdge = [
  /** The Go file, relative to the workspace root. */
  file: string,
  /** Directory of the imported package, name of an external node, or a path of the other project. */
  target: string,
  kind: 'build' | 'test',
  /** Whether Nx does not know the file: git ignores it, or a task has yet to make it. */
  isUnknown: boolean,
];

/**
 * What leads from a project to another one or to an external module, each file and target once: imports, and files of other
 * projects that packages embed or include, or wait for.
 */
export function projectEdges(
  graph: GoGraph,
  external: ExternalNodes,
  generated: readonly FileEdge[],
  disk: Disk,
): ProjectEdge[] {
  const { nodes, roots } = graph;
  const edges = new Map<string, ProjectEdge>();
  const addEdge = ({ file, target, kind, isUnmade = false }: FileEdge) => {
    const key = `${file} ${target}`;
    if (!edges.has(key)) edges.set(key, [file, target, kind, isUnmade || disk.isIgnored(file)]);
  };
  const add = (node: PackageNode, { to, file }: ImportEdge, kind: 'build' | 'test') => {
    if (node.content.directory.startsWith('..') || node.cachedModule !== undefined) return;
    const targets: string[] = [];
    if (to.kind === 'package') {
      const source = roots.ownerOf(node.content.directory);
      for (const { content } of behindModuleCache(to.node)) {
        const { directory } = content;
        if (!directory.startsWith('..') && roots.ownerOf(directory) !== source) targets.push(directory);
      }
    }
    // A task has yet to make it; the edge is the same before and after.
    if (to.kind === 'absent' && roots.ownerOf(to.directory) !== roots.ownerOf(node.content.directory))
      targets.push(to.directory);
    const module = to.kind === 'module' ? to.module : to.kind === 'package' ? to.vendoredModule : undefined;
    const name = module === undefined ? undefined : external.nameOf(node.group, module);
    if (name !== undefined) targets.push(name);
    for (const target of targets) addEdge({ file, target, kind });
  };
  for (const node of nodes) {
    for (const edge of node.imports) add(node, edge, 'build');
    for (const edge of node.testImports) add(node, edge, 'test');
  }
  for (const edge of [...fileEdges(graph), ...generated]) addEdge(edge);
  return [...edges.values()];
}

/** The package itself; for one of the module cache those of the workspace that it leads to, since Nx knows no way from there. */
function behindModuleCache(start: PackageNode): PackageNode[] {
  if (start.cachedModule === undefined) return [start];
  const found: PackageNode[] = [];
  const seen = new Set([start]);
  for (const node of seen) {
    for (const { to } of node.imports) {
      if (to.kind !== 'package' || seen.has(to.node)) continue;
      if (to.node.cachedModule === undefined) found.push(to.node);
      else seen.add(to.node);
    }
  }
  return found;
}
