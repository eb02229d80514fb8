import { isAbsolute } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import {
  IndexSet,
  joinPath,
  matchPackages,
  type GoGraph,
  type GoModule,
  type GoProject,
  type PackageNode,
  type Producer,
} from '../../graph';
import type { PackageScope } from '../../commands';
import { groupBy } from '../../support';
import { scopeOf } from '../go-targets';
import { literalPattern } from './filesets';
import type { Generating } from './find-generating';
import type { GivenTarget } from './infer-targets';
import type { PackageInputs, ProjectInput } from './package-inputs';

/** What a target of a project reads of the workspace. */
export interface TargetFiles {
  readonly inputs: readonly (string | ProjectInput)[];
  /** Tasks that make files which it reads. */
  readonly producers: readonly Producer[];
}

/** Computes what targets read; targets with the same packages share it. */
export class TargetFilesOf {
  private readonly known = new Map<string, TargetFiles>();
  /** Main modules' packages by group's directory: what patterns can name. */
  private readonly byGroup: ReadonlyMap<unknown, readonly PackageNode[]>;
  /** The same by the directory of their module. */
  private readonly byModule: ReadonlyMap<string | undefined, readonly PackageNode[]>;

  constructor(
    private readonly graph: GoGraph,
    private readonly packageInputs: PackageInputs,
    private readonly producersOf: ReadonlyMap<PackageNode, NodeProducers>,
  ) {
    const named = graph.nodes.filter(({ module }) => module !== undefined);
    this.byGroup = groupBy(named, ({ group }) => group);
    this.byModule = groupBy(named, ({ module }) => module?.directory);
  }

  /** @param generates what its directives tell of a go-generate target */
  of(project: GoProject, target: GivenTarget, generates?: Generating): TargetFiles {
    if (target.executor === 'go-generate') return this.ofGenerate(project, target, generates);
    return this.ofPackages(project, target);
  }

  /** Generators may read any file of the project, what their arguments name, and packages that they load or consist of. */
  private ofGenerate(project: GoProject, target: GivenTarget, generates?: Generating): TargetFiles {
    const { inputs, producers } = this.ofPackages(project, target);
    const programs = this.compute(generates?.programs ?? [], 'build');
    const all = [...producers, ...programs.producers].map(
      (one) => [`${one.project}:${one.target}`, one] as const,
    );
    return {
      inputs: [...inputs, ...programs.inputs, '{projectRoot}/**/*', ...(generates?.inputs ?? [])],
      // What it makes itself is not there before.
      producers: [...new Map(all).values()].filter(
        (one) => one.project !== project.name || one.target !== target.name,
      ),
    };
  }

  private ofPackages(project: GoProject, { executor, given }: GivenTarget): TargetFiles {
    const scope = scopeOf(executor);
    if (scope === 'module') return this.ofModule(project.module);
    const chosen = patternsOf(given);
    const nodes = chosen === undefined ? project.packages : this.named(chosen, project);
    const key = `${scope} ${nodes.map(({ index }) => index).join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = this.compute(nodes, scope);
    this.known.set(key, made);
    return made;
  }

  /** All Go files of a module, and of the directories by which its go.mod replaces others. */
  private ofModule(module: GoModule): TargetFiles {
    const key = `module ${module.directory}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const directories = [module.directory, ...replacedDirectories(module)];
    const nodes = directories.flatMap((directory) => this.byModule.get(directory) ?? []);
    const others = directories.filter((directory) => !this.byModule.has(directory));
    const producers = nodes.flatMap((node) => this.producersOf.get(node)?.sources ?? []);
    const files = [
      ...others.map((directory) => joinPath(literalPattern(directory), '**/*.go')),
      ...directories.flatMap((directory) =>
        ['go.mod', 'go.sum'].map((name) => joinPath(literalPattern(directory), name)),
      ),
    ];
    const made = {
      inputs: [
        ...this.packageInputs.sourceInputsFor(nodes),
        ...files.map((path) => `{workspaceRoot}/${path}`),
      ],
      producers: [...new Map(producers.map((one) => [`${one.project}:${one.target}`, one])).values()],
    };
    this.known.set(key, made);
    return made;
  }

  private named(patterns: readonly (readonly string[])[], project: GoProject): PackageNode[] {
    const candidates = this.byGroup.get(this.graph.groupOf(project.module)) ?? [];
    return [...new Set(patterns.flatMap((one) => matchPackages(one, project.root, candidates)))];
  }

  private compute(nodes: readonly PackageNode[], scope: PackageScope): TargetFiles {
    const producers = new Map<string, Producer>();
    const add = (found: readonly Producer[] = []) => {
      for (const one of found) producers.set(`${one.project}:${one.target}`, one);
    };
    if (scope === 'sources') {
      for (const node of nodes) add(this.producersOf.get(node)?.sources);
      return { inputs: this.packageInputs.sourceInputsFor(nodes), producers: [...producers.values()] };
    }
    const { closures, nodes: all } = this.graph;
    const reached = new IndexSet(all.length);
    for (const node of nodes) {
      if (scope === 'build') closures.addBuildOf(node, reached);
      else closures.addTestsOf(node, reached);
    }
    const read: PackageNode[] = [];
    reached.forEach((index) => {
      const node = all[index];
      if (node === undefined || node.cachedModule !== undefined) return;
      add(this.producersOf.get(node)?.build);
      // What lies outside the workspace is in the digest that the pre-task hook hashes.
      if (!node.content.directory.startsWith('..')) read.push(node);
    });
    const tested = scope === 'build' ? [] : nodes;
    for (const node of tested) add(this.producersOf.get(node)?.test);
    return {
      inputs: this.packageInputs.inputsFor(read, tested),
      producers: [...producers.values()],
    };
  }
}

/** Directories of the workspace that replace modules by a go.mod. */
function replacedDirectories({ directory, file }: GoModule): string[] {
  return file.replace
    .filter(({ new: { path, version } }) => version === '' && !isAbsolute(path))
    .map(({ new: { path } }) => joinPath(directory, path.replaceAll('\\', '/')))
    .filter((path) => !path.startsWith('..'));
}

/** Tasks that make files of a package, or a package that it imports. */
export interface NodeProducers {
  readonly build: readonly Producer[];
  readonly test: readonly Producer[];
  /** Only of its own Go files. */
  readonly sources: readonly Producer[];
}

/** Package patterns of a target and its configurations, by themselves; undefined where none names any. */
function patternsOf({ options, configurations }: TargetConfiguration): string[][] | undefined {
  const others: Readonly<Record<string, unknown>> = configurations ?? {};
  const all: unknown[] = [options, ...Object.values(others)];
  const lists = all.flatMap((one) => {
    const { packages, package: single } = (one ?? {}) as Record<string, unknown>;
    const named = packages ?? single;
    return named === undefined ? [] : [[named].flat().map(String)];
  });
  // A configuration without patterns uses those of the target, and a target without any uses all.
  const base = (options ?? {}) as Record<string, unknown>;
  const isOpen = base.packages === undefined && base.package === undefined;
  if (lists.length === 0) return undefined;
  return isOpen ? [...lists, ['./...']] : lists;
}
