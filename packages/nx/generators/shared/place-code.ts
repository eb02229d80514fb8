import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { isAtOrBeneath, joinPath, parentOf, pathBelow, type GoModule } from '../../../graph';
import { UsageError } from '../../../support';
import { checkModulePath, modulePrefixOf } from './module-prefix';

export interface PlaceRequest {
  /** Relative to the workspace root, as given. */
  readonly directory: string;
  /** A module that the code is to be a package of: its directory or its path. */
  readonly module?: string | undefined;
  readonly modulePath?: string | undefined;
}

/** Where generated code goes: into a module of its own, or into one that is there. */
export interface Place {
  /** Relative to the workspace root, with `/`. */
  readonly directory: string;
  readonly importPath: string;
  /** The module that is there; undefined for a new one. */
  readonly module: GoModule | undefined;
  /** The go.work that does, or will, use the module; undefined where there is none. */
  readonly goWork: string | undefined;
}

/**
 * Without `module` and `modulePath`, code beneath a module becomes a package of it, and other code a module of its own.
 *
 * @throws UsageError 'invalid-directory' 'no-such-module' 'invalid-module-path' 'module-path-taken'
 */
export function placeCode(tree: Tree, request: PlaceRequest, modules: readonly GoModule[]): Place {
  const directory = checkDirectory(request.directory);
  const around =
    request.modulePath === undefined ? moduleAround(directory, request.module, modules) : undefined;
  const own = modules.find((one) => one.directory === directory);
  if (own !== undefined && request.modulePath !== undefined && request.modulePath !== own.path)
    throw new UsageError({
      code: 'module-path-taken',
      message: `The module in ${directory} is called ${own.path}.`,
      next: 'Leave --modulePath out, or give another directory.',
    });
  const module = around ?? own;
  const goWork = nearestGoWork(tree, module?.directory ?? directory);
  if (module !== undefined) {
    const below = pathBelow(directory, module.directory);
    return { directory, importPath: below === '' ? module.path : `${module.path}/${below}`, module, goWork };
  }
  const importPath = checkModulePath(
    request.modulePath ?? `${modulePrefixOf(tree, modules)}/${toPath(directory)}`,
  );
  const twin = modules.find(({ path }) => path === importPath);
  if (twin !== undefined)
    throw new UsageError({
      code: 'module-path-taken',
      message: `The module in ${twin.directory} is called ${importPath} already.`,
      next: 'Give --modulePath another path, or another directory.',
    });
  return { directory, importPath, module: undefined, goWork };
}

function moduleAround(
  directory: string,
  named: string | undefined,
  modules: readonly GoModule[],
): GoModule | undefined {
  const around = modules
    .filter((one) => isAtOrBeneath(directory, one.directory))
    .sort((one, other) => one.directory.length - other.directory.length);
  if (named === undefined) return around.at(-1);
  const wanted = posix.normalize(toSlashes(named)).replace(/(.)\/$/, '$1');
  const found = modules.find((one) => one.directory === wanted || one.path === named);
  if (found !== undefined && around.at(-1) === found) return found;
  throw new UsageError({
    code: 'no-such-module',
    message:
      found === undefined
        ? `There is no module ${JSON.stringify(named)} in the workspace.`
        : `${directory} is not in the module of ${found.directory}, or in one beneath it.`,
    next: `Give --module the directory or the path of a module above ${directory}.`,
  });
}

/** @throws UsageError 'invalid-directory' */
function checkDirectory(given: string): string {
  const path = posix.normalize(toSlashes(given.trim()) || '.').replace(/(.)\/$/, '$1');
  const isInside = !/^(\/|[A-Za-z]:|\.\.(\/|$))/.test(path);
  const names = path.split('/');
  const hidden = names.find(
    (name) => /^[_.]./.test(name) || ['testdata', 'vendor', 'node_modules'].includes(name),
  );
  if (isInside && hidden === undefined && path !== '.') return path;
  throw new UsageError({
    code: 'invalid-directory',
    message:
      hidden === undefined || !isInside
        ? `${JSON.stringify(given)} is no directory beneath the root of the workspace.`
        : `The go command passes over directories such as ${JSON.stringify(hidden)}.`,
    next: 'Give a directory relative to the root of the workspace, such as apps/api.',
  });
}

function nearestGoWork(tree: Tree, directory: string): string | undefined {
  for (let at = directory; ; at = parentOf(at)) {
    const file = joinPath(at, 'go.work');
    if (tree.exists(file)) return file;
    if (at === '.') return undefined;
  }
}

/** In letters that a module path may have: `Mein Laden` is `mein-laden`. */
function toPath(directory: string): string {
  return directory
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._/-]+/g, '-')
    .replace(/-*\/-*/g, '/')
    .replace(/^-+|-+$/g, '');
}

function toSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
