import type { ProjectGraphExternalNode } from '@nx/devkit';
import type { BuildGroup, ListedModule } from '../../graph';

/** Names of Nx's nodes for the modules of build lists. */
export interface ExternalNodes {
  readonly nodes: Readonly<Record<string, ProjectGraphExternalNode>>;
  /** Names of nodes by the ones that they depend on. */
  readonly edges: readonly (readonly [source: string, target: string])[];
  /** The node of a module in a group; undefined for one whose directory is in the workspace. */
  nameOf(group: BuildGroup, module: string): string | undefined;
}

/**
 * A node for each module of each build list: `go:<module path>`, or `go:<module path>@<version>` where groups of modules use
 * several versions of it. A replaced module is there under what replaces it.
 */
export function externalNodesOf(lists: ReadonlyMap<BuildGroup, readonly ListedModule[]>): ExternalNodes {
  const used = [...lists].flatMap(([group, modules]) =>
    modules.flatMap((module) => {
      const content = contentOf(module);
      return content === undefined ? [] : [{ group, module, ...content }];
    }),
  );
  const versions = new Map<string, Set<string>>();
  for (const { path, version } of used) versions.set(path, (versions.get(path) ?? new Set()).add(version));
  const nodes: Record<string, ProjectGraphExternalNode> = {};
  const names = new Map<BuildGroup, Map<string, string>>();
  for (const { group, module, path, version } of used) {
    const name = (versions.get(path)?.size ?? 0) > 1 ? `go:${path}@${version}` : `go:${path}`;
    const ofGroup = names.get(group) ?? new Map<string, string>();
    names.set(group, ofGroup.set(module.path, name));
    nodes[name] = {
      // Nx knows this one type, and takes any in its graph.
      type: 'go',
      name: name,
      data: { packageName: path, version, ...(module.h1 !== undefined && { hash: module.h1 }) },
    };
  }
  const edges = new Map<string, readonly [string, string]>();
  for (const [group, ofGroup] of names) {
    for (const module of lists.get(group) ?? []) {
      const source = ofGroup.get(module.path);
      if (source === undefined) continue;
      // Without a go.mod that says anything, it may use every other one.
      const isUnknown = module.requires === undefined || module.isSilent === true;
      for (const required of isUnknown ? ofGroup.keys() : module.requires) {
        const target = ofGroup.get(required);
        if (target !== undefined && target !== source) edges.set(`${source} ${target}`, [source, target]);
      }
    }
  }
  return { nodes, edges: [...edges.values()], nameOf: (group, module) => names.get(group)?.get(module) };
}

/** What stands for a module in a build; undefined for main modules and directories, which are files of some workspace. */
function contentOf({
  path,
  version,
  replacedBy,
}: ListedModule): { path: string; version: string } | undefined {
  if (replacedBy !== undefined) return 'directory' in replacedBy ? undefined : replacedBy;
  return version === '' ? undefined : { path, version };
}
