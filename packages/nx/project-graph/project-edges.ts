import type { Disk, GoGraph, ImportEdge, PackageNode } from '../../graph';
import type { ExternalNodes } from './external-nodes';

/** An import that leaves a project. An array, since there are thousands of them. */
export type ProjectEdge = [
  /** The importing file, relative to the workspace root. */
  file: string,
  /** Directory of the imported package, or name of an external node. */
  target: string,
  kind: 'build' | 'test',
  /** Whether git ignores the file, so that Nx does not know it. */
  isIgnored: boolean,
];

/** The imports that lead from a project to another one or to an external module, each file and target once. */
export function projectEdges({ nodes, roots }: GoGraph, external: ExternalNodes, disk: Disk): ProjectEdge[] {
  const edges = new Map<string, ProjectEdge>();
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
    const module = to.kind === 'module' ? to.module : to.kind === 'package' ? to.vendoredModule : undefined;
    const name = module === undefined ? undefined : external.nameOf(node.group, module);
    if (name !== undefined) targets.push(name);
    for (const target of targets) {
      const key = `${file} ${target}`;
      if (!edges.has(key)) edges.set(key, [file, target, kind, disk.isIgnored(file)]);
    }
  };
  for (const node of nodes) {
    for (const edge of node.imports) add(node, edge, 'build');
    for (const edge of node.testImports) add(node, edge, 'test');
  }
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
