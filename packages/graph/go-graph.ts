import { posix } from 'node:path';
import { homedir } from 'node:os';
import { groupBy, type Env } from '../support';
import { goWorkSetting, moduleCacheDirectory } from '../toolchain';
import type { Conditions } from './conditions/conditions';
import type { Disk } from './disk/disk';
import { filesOfPackage, type PackageFiles } from './projects/package-files';
import { findProjects, type GoProject } from './projects/find-projects';
import {
  readPackageJsons,
  readProjectJsons,
  readObject,
  type DescribedProject,
  type Manifests,
} from './projects/manifests';
import { NpmWorkspaces } from './projects/npm-workspaces';
import { optionFaults } from './projects/option-faults';
import { Producers, type Producer } from './projects/producers';
import type { ProjectOptions } from './projects/project-options';
import { ProjectRoots } from './projects/project-roots';
import { TargetDefaults } from './projects/target-defaults';
import { BuildGroups, type BuildGroup } from './workspace/build-groups';
import { Closures } from './workspace/closures';
import { GoModules, type GoModule } from './workspace/go-modules';
import type { GraphFault } from './workspace/graph-fault';
import { ImportGraph, type PackageNode } from './workspace/import-graph';
import { listModules, type ListedModule } from './workspace/list-modules';
import { PackageContents, type SourceFile } from './workspace/package-content';

export interface GoGraphRequest {
  /** Absolute. */
  readonly root: string;
  readonly disk: Disk;
  readonly manifests: Manifests;
  readonly options: ProjectOptions;
  /** GOWORK, GOMODCACHE and what else says where modules are. */
  readonly env: Env;
  /** Such as `go1.26.1`; absent where it is not known. */
  readonly installedVersion?: string | undefined;
}

/** The Go code of a workspace: modules, packages, what they import on any build, and the projects that they make up. */
export interface GoGraph {
  readonly modules: readonly GoModule[];
  readonly nodes: readonly PackageNode[];
  readonly closures: Closures;
  /** What the conditions of imports mean. */
  readonly conditions: Conditions;
  readonly projects: readonly GoProject[];
  /** Projects of project.json and package.json files, of whatever language, by root. */
  readonly described: ReadonlyMap<string, DescribedProject>;
  /** Directories that are, or may be, roots of projects. */
  readonly roots: ProjectRoots;
  /** Roots of Go projects. */
  readonly projectRoots: ProjectRoots;
  readonly producers: Producers;
  /** The same with tasks of targets that no file of the workspace describes. */
  producersWith(inferred: readonly Producer[]): Producers;
  /** Build lists of groups of modules. */
  readonly moduleLists: ReadonlyMap<BuildGroup, readonly ListedModule[]>;
  readonly faults: readonly GraphFault[];
  /** The group of modules that a module's packages are built in. */
  groupOf(module: GoModule): BuildGroup;
  /** Whether no build has a file. */
  isNeverBuilt(file: SourceFile): boolean;
  /** What the builds of a package read. */
  filesOf(node: PackageNode): PackageFiles;
}

/** Computes the graph of a workspace from its files alone: no go command, no network. */
export function computeGoGraph(request: GoGraphRequest): GoGraph {
  const { disk, manifests, options, root, env, installedVersion } = request;
  const contents = new PackageContents(disk);
  const goModules = new GoModules(disk);
  const groups = new BuildGroups({
    disk,
    modules: goModules,
    root,
    goWork: goWorkSetting(env),
    installedVersion,
  });
  const modules = manifests.goMods.flatMap((file) => goModules.in(posix.dirname(file)) ?? []);
  const graph = new ImportGraph(disk, contents);
  const moduleCache = moduleCacheDirectory(env, homedir());
  const moduleLists = new Map<BuildGroup, readonly ListedModule[]>();
  for (const [group, own] of groupBy(modules, (module) => groups.of(module))) {
    const listed = listModules(group, { disk, modules: goModules, root, moduleCache });
    moduleLists.set(group, listed.modules);
    graph.add(group, own, listed);
  }
  const projectJsons = readProjectJsons(disk, manifests.projectJsons);
  const packageJsons = readPackageJsons(disk, manifests.packageJsons);
  const npm = new NpmWorkspaces(disk);
  const members = [...packageJsons].filter(([directory]) => npm.has(directory));
  // Nx puts the two together where a directory has both.
  const described = new Map([...members, ...projectJsons]);
  const projects = findProjects(modules, graph.nodes, described, options);
  const roots = new Set([
    ...projects.map((project) => project.root),
    ...projectJsons.keys(),
    ...packageJsons.keys(),
  ]);
  const files = new Map<string, PackageFiles>();
  const filesOf = (node: PackageNode): PackageFiles => {
    const { directory } = node.content;
    const known = files.get(directory);
    if (known !== undefined) return known;
    const made = filesOfPackage(node.content, disk, (file) => graph.isNeverBuilt(file));
    files.set(directory, made);
    return made;
  };
  const targetDefaults = new TargetDefaults(readObject(disk, 'nx.json')?.targetDefaults);
  const producersWith = (inferred: readonly Producer[]) =>
    new Producers([...described.values()], targetDefaults, options.generated ?? {}, inferred);
  return {
    modules,
    nodes: graph.nodes,
    conditions: graph.conditions,
    closures: new Closures(graph.nodes, graph.conditions),
    projects,
    described,
    roots: new ProjectRoots(roots),
    projectRoots: new ProjectRoots(new Set(projects.map((project) => project.root))),
    producers: producersWith([]),
    producersWith,
    moduleLists,
    faults: [...goModules.faults, ...groups.faults, ...optionFaults(options, modules, manifests, disk)],
    groupOf: (module) => groups.of(module),
    isNeverBuilt: (file) => graph.isNeverBuilt(file),
    filesOf,
  };
}
