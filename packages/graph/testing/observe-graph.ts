import type { Env } from '../../support';
import { installedGoVersion } from '../../toolchain';
import { IndexSet } from '../workspace/index-set';
import type { ImportEdge, PackageNode } from '../workspace/import-graph';
import { computeGoGraph, type GoGraph } from '../go-graph';
import type { ObservedGraph } from './observed-graph';
import { PlainDisk } from './plain-disk';
import { findSourceDirectories, isHidden } from './workspace-modules';

/** The graph of a workspace on disk, as it is computed. */
export function computeGraphOf(root: string, env: Env): GoGraph {
  const directories = findSourceDirectories(root);
  const goMods = directories
    .filter(({ path, modFiles }) => modFiles.includes('go.mod') && !isHidden(path))
    .map(({ path }) => (path === '.' ? 'go.mod' : `${path}/go.mod`));
  return computeGoGraph({
    root,
    disk: new PlainDisk(root),
    manifests: { goMods, projectJsons: [], packageJsons: [] },
    options: {},
    env,
    installedVersion: installedGoVersion({ env, cwd: root }),
  });
}

/**
 * A computed graph in the form in which the oracle tells its own.
 *
 * @param isLeftOut whether nothing is to be said of a package directory
 */
export function observeGraph(
  { nodes, closures }: GoGraph,
  isLeftOut: (directory: string) => boolean,
): ObservedGraph {
  const kinds = new Map<string, 'build' | 'test'>();
  const external = new Set<string>();
  const add = (node: PackageNode, { to }: ImportEdge, kind: 'build' | 'test') => {
    const from = node.content.directory;
    if (isLeftOut(from) || node.cachedModule !== undefined) return;
    if (to.kind === 'module') external.add(`${from} ${to.module}`);
    if (to.kind !== 'package' || to.node.cachedModule !== undefined) return;
    const target = to.node.content.directory;
    const key = JSON.stringify([from, target]);
    if (!target.startsWith('..') && target !== from && kinds.get(key) !== 'build') kinds.set(key, kind);
  };
  for (const node of nodes) {
    for (const edge of node.imports) add(node, edge, 'build');
    for (const edge of node.testImports) add(node, edge, 'test');
  }
  const main = nodes.filter(({ module, content }) => module !== undefined && !isLeftOut(content.directory));
  return {
    edges: [...kinds].map(([key, kind]) => {
      const [from, to] = JSON.parse(key) as [string, string];
      return { from, to, kind };
    }),
    closures: new Map(main.map((node) => [node.content.directory, closureOf(node)])),
    external: [...external].map((key) => {
      const space = key.lastIndexOf(' ');
      return { from: key.slice(0, space), module: key.slice(space + 1) };
    }),
  };

  function closureOf(node: PackageNode): { build: string[]; test: string[] } {
    const [build, test] = [new IndexSet(nodes.length), new IndexSet(nodes.length)];
    closures.addBuildOf(node, build);
    closures.addTestsOf(node, test);
    const named = (set: IndexSet) =>
      [...set.values()]
        .flatMap((index) => nodes[index] ?? [])
        .filter(({ cachedModule }) => cachedModule === undefined)
        .map(({ content }) => content.directory)
        .filter((one) => !one.startsWith('..'));
    const own = named(build);
    return {
      build: own.sort(),
      test: named(test)
        .filter((one) => !own.includes(one))
        .sort(),
    };
  }
}
