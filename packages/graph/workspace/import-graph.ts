import type { Disk } from '../disk/disk';
import { ALWAYS, Conditions, NEVER, type Condition } from '../conditions/conditions';
import type { BuildGroup } from './build-groups';
import type { GoModule } from './go-modules';
import { packageDirectoriesOf } from './module-packages';
import type { PackageContent, PackageContents, SourceFile } from './package-content';
import { ImportResolver, type ModulesOfGroup, type Resolution } from './resolve-import';
import { isStandardPackage } from './standard-packages';
import { joinPath, pathBelow } from './workspace-path';

/** A package as one group of modules sees it. */
export interface PackageNode {
  readonly index: number;
  readonly group: BuildGroup;
  readonly content: PackageContent;
  /** The main module that `./...` finds it in; undefined for one that is only imported. */
  readonly module: GoModule | undefined;
  /** The module of the module cache that it belongs to, if any; such packages are here only where they lead back. */
  readonly cachedModule: string | undefined;
  readonly imports: readonly ImportEdge[];
  /** Imports of its tests; empty unless `./...` finds it. */
  readonly testImports: readonly ImportEdge[];
  /** Whether a build of it is a program. */
  readonly isProgram: boolean;
  readonly hasTests: boolean;
}

/** One import declaration that some build has. */
export interface ImportEdge {
  readonly to: ImportTarget;
  /** Import path, as written. */
  readonly path: string;
  readonly when: Condition;
  /** Relative to the workspace root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export type ImportTarget =
  | { readonly kind: 'package'; readonly node: PackageNode; readonly vendoredModule?: string }
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'absent'; readonly directory: string }
  | { readonly kind: 'unknown' };

/** Builds the graph of packages: those of all main modules, and what they import from directories. */
export class ImportGraph {
  readonly nodes: PackageNode[] = [];
  readonly conditions = new Conditions();
  private readonly byPlace = new Map<BuildGroup, Map<string, MutableNode>>();

  constructor(
    private readonly disk: Disk,
    private readonly contents: PackageContents,
  ) {}

  /**
   * Adds packages of a group and all that they import.
   *
   * @param own modules of the group whose packages are built in it
   */
  add(group: BuildGroup, own: readonly GoModule[], modules: ModulesOfGroup): void {
    const resolver = new ImportResolver(group, modules, this.disk, this.contents);
    for (const module of own) {
      for (const directory of packageDirectoriesOf(module, this.disk, this.contents)) {
        const inside = pathBelow(directory, module.directory);
        const path = inside === '' ? module.path : `${module.path}/${inside}`;
        // The standard library comes first, and patterns leave out what no build has.
        if (isStandardPackage(path) || !this.isEverBuilt(directory, group)) continue;
        this.node(directory, group).module = module;
      }
    }
    const nodes = this.byPlace.get(group) ?? new Map<string, MutableNode>();
    // Iterating a map goes on to what is added meanwhile.
    for (const node of nodes.values()) this.connect(node, resolver);
    dropUnreached([...nodes.values()], this.conditions);
  }

  private isEverBuilt(directory: string, group: BuildGroup): boolean {
    const files = this.contents.in(directory)?.files ?? [];
    return files.some((file) => this.whenBuilt(file, group) !== NEVER);
  }

  private node(directory: string, group: BuildGroup): MutableNode {
    const ofGroup = this.byPlace.get(group) ?? new Map<string, MutableNode>();
    this.byPlace.set(group, ofGroup);
    const known = ofGroup.get(directory);
    if (known !== undefined) return known;
    const content = this.contents.in(directory) ?? {
      directory,
      files: [],
      otherFiles: [],
      hiddenFiles: [],
    };
    const node: MutableNode = {
      index: this.nodes.length,
      group,
      content,
      module: undefined,
      cachedModule: undefined,
      imports: [],
      testImports: [],
      isProgram: false,
      hasTests: false,
    };
    this.nodes.push(node);
    ofGroup.set(directory, node);
    return node;
  }

  private connect(node: MutableNode, resolver: ImportResolver): void {
    const { files } = node.content;
    for (const file of files) {
      if (file.kind !== 'source' && node.module === undefined) continue;
      const when = this.whenBuilt(file, node.group);
      if (when === NEVER) continue;
      if (file.kind === 'source') node.isProgram ||= file.content.packageName === 'main';
      else node.hasTests = true;
      // The go command reports such a file, and takes nothing of it.
      if (file.content.fault !== undefined) continue;
      const edges = file.kind === 'source' ? node.imports : node.testImports;
      const place = joinPath(node.content.directory, file.name);
      for (const { path, line } of file.content.imports) {
        for (const to of this.targetsOf(path, node.group, resolver)) {
          edges.push({ to, path, when, file: place, line });
        }
      }
    }
  }

  /** Whether no build has a file, in whatever group of modules. */
  isNeverBuilt({ name, content }: SourceFile): boolean {
    return this.conditions.ofFile(name, content.constraint, { least: 0, newest: Infinity }) === NEVER;
  }

  /** When a file is part of its package. */
  private whenBuilt({ name, content, usesCgo }: SourceFile, { releases }: BuildGroup): Condition {
    const when = this.conditions.ofFile(name, content.constraint, releases);
    return usesCgo ? this.conditions.and(when, this.conditions.cgo) : when;
  }

  /** What an import leads to: several where it cannot be told which, none for the standard library. */
  private targetsOf(path: string, group: BuildGroup, resolver: ImportResolver): ImportTarget[] {
    const found = resolver.resolve(path);
    switch (found.kind) {
      case 'standard':
        return [];
      case 'directory': {
        const { directory, vendoredModule } = found;
        const node = this.node(directory, group);
        return [{ kind: 'package', node, ...(vendoredModule !== undefined && { vendoredModule }) }];
      }
      case 'module':
        return [{ kind: 'module', module: found.module }, ...this.behind(found, group)];
      default:
        return [found];
    }
  }

  /** Packages of the workspace, or on the way there, behind one of the module cache. */
  private behind({ module, back }: Resolution & { kind: 'module' }, group: BuildGroup): ImportTarget[] {
    if (back === undefined) return [];
    if (back.kind === 'source') {
      const node = this.node(back.directory, group);
      node.cachedModule = module;
      return [{ kind: 'package', node }];
    }
    const nodes = [...(this.byPlace.get(group)?.values() ?? [])];
    return nodes
      .filter((node) => node.module !== undefined && back.paths.includes(node.module.path))
      .map((node) => ({ kind: 'package', node }));
  }
}

/**
 * Takes away imports of packages that `./...` does not find, where no build has both the import and a way to its package.
 */
function dropUnreached(nodes: readonly MutableNode[], conditions: Conditions): void {
  const reached = new Map<PackageNode, Condition>();
  const queue: PackageNode[] = [];
  const follow = (edges: readonly ImportEdge[], from: Condition): void => {
    for (const { to, when } of edges) {
      if (to.kind !== 'package' || to.node.module !== undefined) continue;
      const before = reached.get(to.node) ?? NEVER;
      const after = conditions.or(before, conditions.and(from, when));
      if (after === before) continue;
      reached.set(to.node, after);
      queue.push(to.node);
    }
  };
  for (const node of nodes) {
    if (node.module === undefined) continue;
    follow(node.imports, ALWAYS);
    follow(node.testImports, ALWAYS);
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    follow(next.imports, reached.get(next) ?? NEVER);
  }
  for (const node of nodes) {
    if (node.module !== undefined) continue;
    const from = reached.get(node) ?? NEVER;
    node.imports = node.imports.filter(({ when }) => conditions.and(from, when) !== NEVER);
  }
}

type MutableNode = {
  -readonly [Key in keyof PackageNode]: PackageNode[Key] extends readonly (infer One)[]
    ? One[]
    : PackageNode[Key];
};
