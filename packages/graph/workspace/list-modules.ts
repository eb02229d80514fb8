import { escapeModulePath, escapeVersion, parseGoSum } from '../../toolchain';
import type { Disk } from '../disk/disk';
import { moduleCacheReader } from '../modules/module-cache';
import { readModuleGraph, type ListedModule } from '../modules/module-graph';
import type { BuildGroup } from './build-groups';
import type { GoModules } from './go-modules';
import type { ModulesOfGroup } from './resolve-import';
import { waysBack } from './ways-back';
import { joinPath, toWorkspacePath } from './workspace-path';

export type { ListedModule };

export interface ListedModules extends ModulesOfGroup {
  /** The build list. */
  readonly modules: readonly ListedModule[];
}

export interface ListRequest {
  readonly disk: Disk;
  readonly modules: GoModules;
  /** Absolute. */
  readonly root: string;
  /** GOMODCACHE. */
  readonly moduleCache: string;
}

/** The build list of a group of modules, and where its packages are to be found. */
export function listModules(
  group: BuildGroup,
  { disk, modules, root, moduleCache }: ListRequest,
): ListedModules {
  const cache = toWorkspacePath(root, moduleCache);
  const { goWork } = group;
  const sums = sumFilesOf(group).map((file) => parseGoSum(disk.text(file) ?? ''));
  const { modules: listed } = readModuleGraph({
    mains: group.modules,
    ...(goWork && { workspace: { directory: group.directory, file: goWork.file } }),
    readMod: moduleCacheReader((path) => disk.text(joinPath(cache, path))),
    readDirectory: (directory) => modules.in(toWorkspacePath(root, directory))?.file,
    sums,
  });
  const directories = new Map(group.modules.map(({ path, directory }) => [path, directory]));
  const cached = new Map<string, ListedModule>();
  for (const module of listed) {
    if (directories.has(module.path)) continue;
    const { replacedBy } = module;
    if (replacedBy !== undefined && 'directory' in replacedBy) {
      directories.set(module.path, toWorkspacePath(root, replacedBy.directory));
    } else cached.set(module.path, module);
  }
  const placeOf = (module: string): string => {
    const { replacedBy, version } = cached.get(module) ?? {};
    const used = replacedBy !== undefined && 'path' in replacedBy ? replacedBy : { path: module, version };
    return joinPath(cache, `${escapeModulePath(used.path) ?? ''}@${escapeVersion(used.version ?? '') ?? ''}`);
  };
  const known = new Set(sums.flatMap((one) => [...one.keys()].map((key) => key.slice(0, key.indexOf(' ')))));
  const usersOf = waysBack(listed, directories, (path) => known.has(path));
  return {
    modules: listed,
    directories,
    cached: new Set(cached.keys()),
    hasCached: (module, path) => {
      const base = placeOf(module);
      if (disk.directory(base) === undefined) return undefined;
      return disk.directory(joinPath(base, path))?.files.some((name) => name.endsWith('.go')) === true;
    },
    wayBack: (module, path) => {
      const paths = usersOf.get(module);
      if (paths === undefined) return undefined;
      const base = placeOf(module);
      if (disk.directory(base) !== undefined) return { kind: 'source', directory: joinPath(base, path) };
      return { kind: 'modules', paths: [...paths] };
    },
  };
}

function sumFilesOf({ goWork, modules }: BuildGroup): string[] {
  const own = modules.map(({ directory }) => joinPath(directory, 'go.sum'));
  return goWork === undefined ? own : [`${goWork.path}.sum`, ...own];
}
