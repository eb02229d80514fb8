import { joinPath, type BuildGroup, type ListedModule } from '../../graph';

/** One module that requires another one. */
export interface Requirement {
  /** Path of the module, and its version unless it is of the workspace. */
  readonly by: string;
  readonly path: string;
  readonly version: string;
  /** Of the go.mod, where that is in the workspace. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
}

/** The shortest way on which a build list comes to a module, from the first of some main modules that has one. */
export function findRequirementChain(
  group: BuildGroup,
  modules: readonly ListedModule[],
  wanted: string,
): Requirement[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const mains = group.modules.flatMap(({ path }) => byPath.get(path) ?? []);
  const before = new Map<ListedModule, ListedModule | undefined>(mains.map((main) => [main, undefined]));
  // Iterating a map goes on to what is added meanwhile.
  for (const module of before.keys()) {
    if (module.path === wanted) return stepsTo(module, before, group);
    for (const path of module.requires ?? []) {
      const next = byPath.get(path);
      if (next !== undefined && !before.has(next)) before.set(next, module);
    }
  }
  return [];
}

function stepsTo(
  module: ListedModule,
  before: ReadonlyMap<ListedModule, ListedModule | undefined>,
  group: BuildGroup,
): Requirement[] {
  const steps: Requirement[] = [];
  for (let at = module, by = before.get(at); by !== undefined; at = by, by = before.get(at)) {
    const { path, version } = at;
    const main = group.modules.find((one) => one.path === by?.path);
    const line = main?.file.require.find((one) => one.path === path)?.line;
    steps.push({
      by: by.version === '' ? by.path : `${by.path} ${by.version}`,
      ...{ path, version },
      ...(main !== undefined && { file: joinPath(main.directory, 'go.mod') }),
      ...(line !== undefined && { line }),
    });
  }
  return steps.reverse();
}
