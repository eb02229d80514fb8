import type { ProjectGraphExternalNode } from '@nx/devkit';
import { externalModulesOf, externalRequirements, type BuildGroup, type ListedModule } from '../../graph';

/** Nx's nodes for the modules of build lists. */
export interface ExternalNodes {
  /** By name. */
  readonly nodes: Readonly<Record<string, ProjectGraphExternalNode>>;
  /** Names of nodes by the ones that they depend on. */
  readonly edges: readonly (readonly [source: string, target: string])[];
  /** The node of a module in a group; undefined for one whose directory is in the workspace. */
  nameOf(group: BuildGroup, module: string): string | undefined;
}

/** A node for each external module: `go:<module path>`, or `go:<module path>@<version>` where several versions are used. */
export function externalNodesOf(lists: ReadonlyMap<BuildGroup, readonly ListedModule[]>): ExternalNodes {
  const external = externalModulesOf(lists);
  const nodes = external.modules.map(({ name, path, version, h1 }): [string, ProjectGraphExternalNode] => [
    `go:${name}`,
    {
      // Nx knows this one type, and takes any in its graph.
      type: 'go',
      name: `go:${name}`,
      data: { packageName: path, version, ...(h1 !== undefined && { hash: h1 }) },
    },
  ]);
  return {
    nodes: Object.fromEntries(nodes),
    edges: externalRequirements(lists, external).map(([name, required]) => [`go:${name}`, `go:${required}`]),
    nameOf: (group, module) => {
      const name = external.nameOf(group, module);
      return name === undefined ? undefined : `go:${name}`;
    },
  };
}
