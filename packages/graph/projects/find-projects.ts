import { groupBy } from '../../support';
import type { GoModule } from '../workspace/go-modules';
import type { PackageNode } from '../workspace/import-graph';
import { isAtOrBeneath, parentOf, pathBelow } from '../workspace/workspace-path';
import type { DescribedProject } from './manifests';
import { nameOfProject } from './name-of-project';
import type { ProjectNames, ProjectOptions } from './project-options';

/** A project with Go packages. */
export interface GoProject {
  readonly root: string;
  readonly name: string;
  readonly module: GoModule;
  /**
   * A module, a program that is a project of its own, another directory of a module that a project.json or package.json
   * describes, or a directory around modules of a go.work whose project.json has Go targets.
   */
  readonly kind: 'module' | 'program' | 'directory' | 'around';
  /** Packages of its module beneath its root, without those beneath other Go projects of the module. */
  readonly packages: readonly PackageNode[];
  /** Roots of Go projects beneath its own whose packages are of the same module. */
  readonly nested: readonly string[];
}

/**
 * Divides the packages of modules into projects.
 *
 * @param described projects that a project.json describes, by root
 */
export function findProjects(
  modules: readonly GoModule[],
  nodes: readonly PackageNode[],
  described: ReadonlyMap<string, DescribedProject>,
  options: ProjectOptions,
): GoProject[] {
  const byModule = groupBy(nodes, ({ module }) => module?.directory);
  const divided = modules.flatMap((module) => {
    const packages = byModule.get(module.directory) ?? [];
    return divide(module, packages, described, options);
  });
  const around = findAround(nodes, new Set(divided.map(({ root }) => root)), described);
  const all = [...divided, ...around];
  const names = uniqueNames(all, described, options.projectNames ?? {});
  return all.map((project) => ({ ...project, name: names.get(project.root) ?? project.root }));
}

type Unnamed = Omit<GoProject, 'name'>;

function divide(
  module: GoModule,
  packages: readonly PackageNode[],
  described: ReadonlyMap<string, DescribedProject>,
  options: ProjectOptions,
): Unnamed[] {
  const kinds = new Map<string, GoProject['kind']>([[module.directory, 'module']]);
  const programs = packages.filter(({ isProgram }) => isProgram);
  if (programs.length > 1 && isDivided(module, options.projectPerMain)) {
    for (const { content } of programs) {
      if (content.directory !== module.directory) kinds.set(content.directory, 'program');
    }
  }
  for (const { content } of packages) {
    for (let at = content.directory; at !== module.directory; at = parentOf(at)) {
      if (described.has(at) && !kinds.has(at)) kinds.set(at, 'directory');
    }
  }
  const own = groupBy(packages, ({ content }) => {
    let at = content.directory;
    while (!kinds.has(at)) at = parentOf(at);
    return at;
  });
  const roots = [...kinds.keys()];
  return [...kinds].map(([root, kind]) => ({
    root,
    module,
    kind,
    packages: own.get(root) ?? [],
    nested: roots.filter((other) => other !== root && isAtOrBeneath(other, root)),
  }));
}

/** Projects with Go targets in directories that belong to no module: there, `./...` stands for the modules beneath. */
function findAround(
  nodes: readonly PackageNode[],
  known: ReadonlySet<string>,
  described: ReadonlyMap<string, DescribedProject>,
): Unnamed[] {
  return [...described.values()].flatMap(({ root, targets }): Unnamed[] => {
    const isGo = Object.values(targets).some(({ executor }) => executor?.startsWith('goshawk:') === true);
    if (known.has(root) || !isGo) return [];
    const packages = nodes.filter(
      ({ module, group, content }) =>
        module !== undefined &&
        group.goWork !== undefined &&
        isAtOrBeneath(root, group.directory) &&
        isAtOrBeneath(content.directory, root),
    );
    const module = packages[0]?.module;
    return module === undefined ? [] : [{ root, module, kind: 'around', packages, nested: [] }];
  });
}

function isDivided({ directory, path }: GoModule, option: ProjectOptions['projectPerMain']): boolean {
  if (option === undefined) return directory === '.';
  return typeof option === 'boolean' ? option : option.includes(directory) || option.includes(path);
}

/** Names by root. Where two projects would have one name, both are told apart by their directories, in any order. */
function uniqueNames(
  projects: readonly Unnamed[],
  described: ReadonlyMap<string, DescribedProject>,
  names: ProjectNames,
): Map<string, string> {
  const wanted = projects.map(({ root, module }) => {
    const given = described.get(root);
    const isGiven = given !== undefined;
    const own = isGiven ? nameOfProject(given) : nameOf(root, module, names);
    return { root, name: own, isGiven };
  });
  const count = new Map<string, number>();
  const taken = [...described.values()].map(nameOfProject);
  const inferred = wanted.flatMap(({ name, isGiven }) => (isGiven ? [] : [name]));
  for (const name of [...taken, ...inferred]) count.set(name, (count.get(name) ?? 0) + 1);
  return new Map(
    wanted.map(({ root, name, isGiven }) => [
      root,
      isGiven || count.get(name) === 1 ? name : `${name}@${root}`,
    ]),
  );
}

function nameOf(root: string, module: GoModule, { from, stripPrefix = '' }: ProjectNames): string {
  const inside = pathBelow(root, module.directory);
  const path = inside === '' ? module.path : `${module.path}/${inside}`;
  if (from === 'directory' && root !== '.') return root;
  const prefix = stripPrefix.replace(/\/$/, '');
  const stripped = prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : path;
  return stripped;
}
