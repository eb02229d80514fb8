import {
  pathBelow,
  type Disk,
  type FileSelection,
  type GoGraph,
  type GoProject,
  type PackageNode,
} from '../../graph';
import { groupBy } from '../../support';
import { Filesets } from './filesets';

/** Nx's input for what a project declares under a name. */
export interface ProjectInput {
  readonly input: string;
  readonly projects: readonly string[];
}

/** Name of the input for all packages of a project, and for all its tests. */
const ALL_PACKAGES = 'go-packages';
const ALL_TESTS = 'go-tests';
/** And for all its Go files, whatever build has them. */
const ALL_SOURCES = 'go-sources';

interface Declared {
  /** From 0. */
  readonly number: number;
  readonly project: GoProject;
  /** Names of inputs by directory of the package. */
  readonly packages: Map<string, string>;
  readonly tests: Map<string, string>;
  readonly namedInputs: Record<string, readonly string[]>;
}

/**
 * Declares an input for each package, on the deepest Go project around it, and names the inputs of targets by them: the form
 * in which Nx hashes many packages fast.
 */
export class PackageInputs {
  private readonly byRoot = new Map<string, Declared>();
  /** Who declares the inputs of a package, by its index. */
  private readonly declarers: (Declared | undefined)[] = [];
  private readonly undeclared: Filesets;
  /** By number of who declares: how many of its packages a target reads, and 0 between targets. */
  private readonly counts: Int32Array;

  constructor(
    private readonly graph: GoGraph,
    private readonly disk: Disk,
  ) {
    this.undeclared = new Filesets(undefined, graph.roots);
    // Nx hashes nothing that git ignores, but the names of inputs are hashed for every task of the project: they must not
    // depend on whether the task that makes a package has run.
    const ofWorkspace = graph.nodes.filter(
      ({ cachedModule, content }) => cachedModule === undefined && !disk.isIgnored(content.directory),
    );
    const projects = new Map(graph.projects.map((project) => [project.root, project]));
    for (const [root, own] of groupBy(ofWorkspace, ({ content }) =>
      graph.projectRoots.ownerOf(content.directory),
    )) {
      const project = root === undefined ? undefined : projects.get(root);
      if (project === undefined) continue;
      const declared = this.declare(project, own);
      this.byRoot.set(project.root, declared);
      for (const { index } of own) this.declarers[index] = declared;
    }
    this.counts = new Int32Array(this.byRoot.size);
  }

  /** What a project has to declare. */
  namedInputsOf(root: string): Readonly<Record<string, readonly string[]>> {
    return this.byRoot.get(root)?.namedInputs ?? {};
  }

  /**
   * Inputs for the files of packages; lists of projects are in the order of the packages, which is that of their directories.
   *
   * @param read packages that a target reads, of one group of modules
   * @param tested packages whose tests it reads as well
   */
  inputsFor(read: readonly PackageNode[], tested: readonly PackageNode[]): (string | ProjectInput)[] {
    const projectsOf = new Map<string, string[]>();
    const add = (input: string, { name }: GoProject): void => {
      const projects = projectsOf.get(input);
      if (projects === undefined) projectsOf.set(input, [name]);
      else projects.push(name);
    };
    const { counts, declarers } = this;
    for (const { index } of read) {
      const declared = declarers[index];
      if (declared !== undefined) counts[declared.number] = (counts[declared.number] ?? 0) + 1;
    }
    const undeclared: PackageNode[] = [];
    for (const node of read) {
      const declared = declarers[node.index];
      if (declared === undefined) {
        undeclared.push(node);
        continue;
      }
      const { number, project, packages } = declared;
      const count = counts[number] ?? 0;
      if (count === packages.size) add(ALL_PACKAGES, project);
      else if (count > 0) add(packages.get(node.content.directory) ?? '', project);
      // Once is enough for all packages of a project.
      if (count === packages.size) counts[number] = 0;
    }
    for (const { index } of read) {
      const declared = declarers[index];
      if (declared !== undefined) counts[declared.number] = 0;
    }
    for (const [declared, own] of groupBy(tested, ({ index }) => declarers[index])) {
      if (declared === undefined) continue;
      const { project, tests } = declared;
      const present = own.flatMap(({ content }) => tests.get(content.directory) ?? []);
      if (present.length === tests.size && present.length > 0) add(ALL_TESTS, project);
      else for (const input of present) add(input, project);
    }
    const inputs = [...projectsOf].sort(([one], [other]) => (one < other ? -1 : 1));
    return [...inputs.map(([input, projects]) => ({ input, projects })), ...this.filesetsOf(undeclared)];
  }

  /** Inputs for all Go files of packages: those of whole projects where one of their packages is among them. */
  sourceInputsFor(nodes: readonly PackageNode[]): (string | ProjectInput)[] {
    const byDeclarer = groupBy(nodes, ({ index }) => this.declarers[index]);
    const undeclared = byDeclarer.get(undefined) ?? [];
    byDeclarer.delete(undefined);
    const projects = [...byDeclarer.keys()].flatMap((declared) => declared?.project.name ?? []);
    return [
      ...(projects.length > 0 ? [{ input: ALL_SOURCES, projects }] : []),
      ...undeclared
        .filter(({ content }) => !this.disk.isIgnored(content.directory))
        .map(({ content }) => this.undeclared.ofSources(content.directory)),
    ];
  }

  private declare(project: GoProject, nodes: readonly PackageNode[]): Declared {
    const filesets = new Filesets(project.root, this.graph.roots);
    const namesIn = (directory: string) => this.namesIn(directory);
    const packages = new Map<string, string>();
    const tests = new Map<string, string>();
    const namedInputs: Record<string, readonly string[]> = {};
    for (const node of nodes) {
      const { directory } = node.content;
      const files = this.graph.filesOf(node);
      const input = packageInput(project, directory);
      packages.set(directory, input);
      namedInputs[input] = filesets.of([files.build], namesIn);
      const ofTests = node.module === undefined ? [] : filesets.of([files.test], namesIn);
      if (ofTests.length === 0) continue;
      const ownTestInput = testInput(project, directory);
      tests.set(directory, ownTestInput);
      namedInputs[ownTestInput] = ofTests;
    }
    // Where one package's exceptions could take another's files away, all filesets are made together.
    const together = (all: readonly FileSelection[], named: Iterable<string>) =>
      all.some(({ files, trees }) => files.length + trees.length > 0)
        ? filesets.of(all, namesIn)
        : [...named];
    const build = nodes.map((node) => this.graph.filesOf(node).build);
    const test = nodes
      .filter(({ module }) => module !== undefined)
      .map((node) => this.graph.filesOf(node).test);
    namedInputs[ALL_PACKAGES] = together(build, packages.values());
    namedInputs[ALL_TESTS] = together(test, tests.values());
    namedInputs[ALL_SOURCES] = nodes.map(({ content }) => filesets.ofSources(content.directory));
    return { number: this.byRoot.size, project, packages, tests, namedInputs };
  }

  /** One package's exceptions could take another's files away: all are made together. */
  private filesetsOf(nodes: readonly PackageNode[]): string[] {
    const hashed = nodes.filter(({ content }) => !this.disk.isIgnored(content.directory));
    const selections = hashed.map((node) => this.graph.filesOf(node).build);
    return this.undeclared.of(selections, (directory) => this.namesIn(directory));
  }

  /** Files in a directory without those that git ignores: no input depends on whether the task that makes them has run. */
  private namesIn(directory: string): readonly string[] {
    const names = this.disk.directory(directory)?.files ?? [];
    const ignored = this.disk.ignoredAmong(directory, names);
    return ignored.length === 0 ? names : names.filter((name) => !ignored.includes(name));
  }
}

/** Names are relative to the project, so that one input stands for packages of many projects. */
function packageInput({ root }: GoProject, directory: string): string {
  return `pkg:${pathBelow(directory, root) || '.'}`;
}

function testInput({ root }: GoProject, directory: string): string {
  return `pkg-test:${pathBelow(directory, root) || '.'}`;
}
