import { isAtOrBeneath, joinPath, type GoGraph, type ImportEdge, type PackageNode } from '../../graph';
import { UsageError } from '../../support';
import { nearNames } from './near-names';
import { nameOfPackage } from './package-owners';

/** What a person means by a name: packages of the workspace, or a module that lies elsewhere. */
export interface NamedPlace {
  /** As it is called, however it was named. */
  readonly name: string;
  readonly kind: 'project' | 'package' | 'module';
  /** Empty for external modules. */
  readonly packages: readonly PackageNode[];
  /** Whether an import leads there. */
  isImportedBy(edge: ImportEdge): boolean;
}

/** Finds what names stand for: projects by name or root, packages by import path or directory, modules by path. */
export class NamedPlaces {
  /** @param here directory against which directories are named, relative to the workspace root */
  constructor(
    private readonly graph: Pick<GoGraph, 'projects' | 'nodes' | 'moduleLists'>,
    private readonly here: string,
  ) {}

  /** @throws UsageError 'unknown-name' */
  find(name: string): NamedPlace {
    const found = this.project(name) ?? this.package(name) ?? this.module(name) ?? this.directory(name);
    if (found !== undefined) return found;
    const near = nearNames(name, this.names());
    throw new UsageError({
      code: 'unknown-name',
      message: `${name} is no project, package or module of the build lists of this workspace.`,
      next:
        near.length > 0
          ? `Do you mean ${near.join(' or ')}?`
          : 'Run `goshawk graph`, which shows all projects and modules.',
    });
  }

  private project(name: string): NamedPlace | undefined {
    const { projects } = this.graph;
    const project = projects.find((one) => one.name === name) ?? projects.find(({ root }) => root === name);
    return project && placeOf(project.name, 'project', project.packages);
  }

  private package(name: string): NamedPlace | undefined {
    const node = this.graph.nodes.find((one) => one.module !== undefined && nameOfPackage(one) === name);
    return node && placeOf(name, 'package', [node]);
  }

  private module(name: string): NamedPlace | undefined {
    const lists = [...this.graph.moduleLists.values()];
    const listed = lists.flatMap((modules) => modules.filter(({ path }) => path === name));
    if (listed.length === 0) return undefined;
    const directories = listed.flatMap(({ replacedBy }) =>
      replacedBy !== undefined && 'directory' in replacedBy ? [replacedBy.directory] : [],
    );
    const own = this.graph.nodes.filter(
      ({ module, content }) =>
        module?.path === name || directories.some((one) => isAtOrBeneath(content.directory, one)),
    );
    const place = placeOf(name, 'module', own);
    return {
      ...place,
      isImportedBy: (edge) => {
        const { to } = edge;
        if (to.kind === 'module') return to.module === name;
        return place.isImportedBy(edge) || (to.kind === 'package' && to.vendoredModule === name);
      },
    };
  }

  private directory(name: string): NamedPlace | undefined {
    const directory = joinPath(this.here, name.replaceAll('\\', '/').replace(/\/+$/, ''));
    const project = this.graph.projects.find(({ root }) => root === directory);
    if (project !== undefined) return placeOf(project.name, 'project', project.packages);
    const node = this.graph.nodes.find(
      ({ module, content }) => module !== undefined && content.directory === directory,
    );
    return node && placeOf(nameOfPackage(node), 'package', [node]);
  }

  private names(): string[] {
    const { projects, nodes, moduleLists } = this.graph;
    return [
      ...projects.map(({ name }) => name),
      ...[...moduleLists.values()].flatMap((modules) => modules.map(({ path }) => path)),
      ...nodes.flatMap((node) => (node.module === undefined ? [] : nameOfPackage(node))),
    ];
  }
}

function placeOf(name: string, kind: NamedPlace['kind'], packages: readonly PackageNode[]): NamedPlace {
  // Another group of modules sees the same directory as a package of its own.
  const directories = new Set(packages.map(({ content }) => content.directory));
  return {
    name,
    kind,
    packages,
    isImportedBy: ({ to }) => to.kind === 'package' && directories.has(to.node.content.directory),
  };
}
