import {
  pathBelow,
  sourceFaults,
  type BuildGroup,
  type FileSelection,
  type GoGraph,
  type GoModule,
  type ImportEdge,
  type PackageNode,
} from '../../graph';
import { groupBy } from '../../support';
import type {
  PackageReference,
  ReadFiles,
  TurboGoModule,
  TurboGoModules,
  TurboGoPackage,
} from './go-modules';
import { inputsOfFiles } from './input-globs';

/** Describes the modules of a graph. */
export function describeModules(graph: GoGraph): TurboGoModules {
  const nodes = groupBy(graph.nodes, ({ module }) => module);
  const modules = graph.modules.filter(({ directory }) => isPackage(directory));
  return {
    modules: modules.map((module) => describeModule(module, nodes.get(module) ?? [], graph)),
    hasRootModule: graph.modules.some(({ directory }) => directory === '.'),
    faults: [...graph.faults, ...sourceFaults(graph)],
  };
}

/** Whether a directory can be a package of Turborepo: its root is none, nor what lies outside. */
function isPackage(directory: string): boolean {
  return directory !== '.' && !directory.startsWith('..');
}

function describeModule(module: GoModule, nodes: readonly PackageNode[], graph: GoGraph): TurboGoModule {
  const group = graph.groupOf(module);
  return {
    directory: module.directory,
    path: module.path,
    group: group.directory,
    goWork: goWorkFiles(group),
    packages: nodes.map((node) => describePackage(node, module, graph)),
  };
}

function goWorkFiles({ goWork }: BuildGroup): string[] {
  if (goWork === undefined || goWork.path.startsWith('..')) return [];
  return [goWork.path, `${goWork.path}.sum`];
}

function describePackage(node: PackageNode, module: GoModule, graph: GoGraph): TurboGoPackage {
  return {
    directory: pathBelow(node.content.directory, module.directory) || '.',
    build: new Reading(graph, module).build(node),
    test: new Reading(graph, module).tests(node),
    isProgram: node.isProgram,
    hasTests: node.hasTests,
  };
}

/**
 * Collects what a package reads. Imports of packages that belong to a module of Turborepo's stay references; all others (of the
 * module at the root, of directories that a replace leads to, on the way through the module cache) are read by the importer.
 */
class Reading {
  private readonly selections: FileSelection[] = [];
  private readonly imports = new Map<string, PackageReference>();
  private readonly seen = new Set<PackageNode>();

  constructor(
    private readonly graph: GoGraph,
    private readonly module: GoModule,
  ) {}

  build(node: PackageNode): ReadFiles {
    this.read(node);
    return this.result();
  }

  tests(node: PackageNode): ReadFiles {
    this.selections.push(this.graph.filesOf(node).test);
    this.follow(node.testImports);
    return this.result();
  }

  private read(node: PackageNode): void {
    if (this.seen.has(node)) return;
    this.seen.add(node);
    const isFile = node.cachedModule === undefined && !node.content.directory.startsWith('..');
    if (isFile) this.selections.push(this.graph.filesOf(node).build);
    this.follow(node.imports);
  }

  private follow(edges: readonly ImportEdge[]): void {
    for (const { to } of edges) {
      if (to.kind !== 'package') continue;
      const { module, content } = to.node;
      if (module === undefined || !isPackage(module.directory)) {
        this.read(to.node);
        continue;
      }
      const reference = {
        module: module.directory,
        directory: pathBelow(content.directory, module.directory) || '.',
      };
      this.imports.set(`${reference.module} ${reference.directory}`, reference);
    }
  }

  private result(): ReadFiles {
    return {
      inputs: inputsOfFiles(this.selections, this.module.directory),
      imports: [...this.imports.values()].sort(byPlace),
    };
  }
}

function byPlace(one: PackageReference, other: PackageReference): number {
  const [a, b] = [`${one.module} ${one.directory}`, `${other.module} ${other.directory}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
