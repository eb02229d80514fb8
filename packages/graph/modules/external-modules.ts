import type { BuildGroup } from '../workspace/build-groups';
import type { ListedModule } from './module-graph';

/** A module of a build list whose files are not in the workspace. A replaced module is there under what replaces it. */
export interface ExternalModule {
  /** Its path, with `@version` where builds of the workspace use several versions of it. */
  readonly name: string;
  readonly path: string;
  readonly version: string;
  /** Checksum in go.sum; absent where none has it. */
  readonly h1?: string;
  /** What it stands for, where go.mod or go.work put it in place of another one. */
  readonly replaces?: readonly string[];
}

export interface ExternalModules {
  /** By name. */
  readonly modules: readonly ExternalModule[];
  /** The name of a module in a group, by the path that is imported; undefined for main modules and directories. */
  readonly nameOf: (group: BuildGroup, path: string) => string | undefined;
}

type ModuleLists = ReadonlyMap<BuildGroup, readonly ListedModule[]>;

/** The external modules of all build lists. */
export function externalModulesOf(lists: ModuleLists): ExternalModules {
  const used = [...lists].flatMap(([group, modules]) =>
    modules.flatMap(({ path: asked, version, replacedBy, h1 }) => {
      if (replacedBy !== undefined && 'directory' in replacedBy) return [];
      const content = replacedBy ?? { path: asked, version };
      return content.version === '' ? [] : [{ group, asked, ...content, h1 }];
    }),
  );
  const versions = new Map<string, Set<string>>();
  for (const { path, version } of used) versions.set(path, (versions.get(path) ?? new Set()).add(version));
  const modules = new Map<string, ExternalModule>();
  const names = new Map<BuildGroup, Map<string, string>>();
  for (const { group, asked, path, version, h1 } of used) {
    const name = (versions.get(path)?.size ?? 0) > 1 ? `${path}@${version}` : path;
    const ofGroup = names.get(group) ?? new Map<string, string>();
    names.set(group, ofGroup.set(asked, name));
    const before = modules.get(name);
    const replaces = new Set([...(before?.replaces ?? []), ...(asked === path ? [] : [asked])]);
    const checksum = before?.h1 ?? h1;
    modules.set(name, {
      ...{ name, path, version },
      ...(checksum !== undefined && { h1: checksum }),
      ...(replaces.size > 0 && { replaces: [...replaces].sort() }),
    });
  }
  return {
    modules: [...modules.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
    nameOf: (group, path) => names.get(group)?.get(path),
  };
}

/** Names of external modules, each with one that it requires in some build. */
export function externalRequirements(
  lists: ModuleLists,
  { nameOf }: Pick<ExternalModules, 'nameOf'>,
): (readonly [name: string, required: string])[] {
  const found = new Map<string, readonly [string, string]>();
  for (const [group, modules] of lists) {
    const all = modules.map(({ path }) => path);
    for (const { path, requires, isSilent } of modules) {
      const name = nameOf(group, path);
      if (name === undefined) continue;
      // Without a go.mod that says anything, it may use every other one.
      const isUnknown = requires === undefined || isSilent === true;
      for (const other of isUnknown ? all : requires) {
        const required = nameOf(group, other);
        if (required !== undefined && required !== name) found.set(`${name} ${required}`, [name, required]);
      }
    }
  }
  return [...found.values()];
}
