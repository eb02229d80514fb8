import { compareVersions, type ModuleVersion } from '../../toolchain';
import type { RequirementReader } from './requirement-reader';

/**
 * How far requirements are followed from a module (cmd/go/internal/modload/modfile.go: modPruning): `pruned` to its own
 * go.mod, unless that is from before pruning; `unpruned` to the end; `workspace` to the go.mod files of what it requires;
 * `leaf` not at all.
 */
type Depth = 'pruned' | 'unpruned' | 'workspace' | 'leaf';

/** All versions of a module that are required. */
interface Module {
  readonly path: string;
  /** The highest; '' for main modules, which no version outvotes. */
  selected: string;
  readonly versions: Map<string, Version>;
}

interface Version {
  readonly module: Module;
  readonly version: string;
  readonly visited: Depth[];
  /** Undefined until it is read, and where there is no go.mod. */
  requires?: readonly Version[];
  pruning?: 'pruned' | 'unpruned';
  isRead: boolean;
}

interface Visit {
  readonly version: Version;
  readonly depth: Depth;
}

/** Minimal version selection over requirements that are read as they are reached (cmd/go/internal/mvs/graph.go: Graph). */
export class RequirementGraph {
  private readonly modules = new Map<string, Module>();

  constructor(
    private readonly reader: RequirementReader,
    private readonly mains: readonly string[],
  ) {
    for (const path of mains) this.modules.set(path, { path, selected: '', versions: new Map() });
  }

  has(path: string): boolean {
    return this.modules.has(path);
  }

  /** @param path of a module in the graph */
  selected(path: string): string {
    return this.modules.get(path)?.selected ?? '';
  }

  /** Main modules in their order, then the others by path. */
  buildList(): ModuleVersion[] {
    return [...this.mains.map((path) => ({ path, version: '' })), ...this.dependencies()];
  }

  dependencies(): ModuleVersion[] {
    const all = [...this.modules.values()].map(({ path, selected }) => ({ path, version: selected }));
    return all.filter(({ version }) => version !== '').sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Adds modules, and what they require as far as `depth` says. */
  require(modules: readonly ModuleVersion[], depth: Depth): void {
    const versions = modules.map((one) => this.version(one.path, one.version));
    if (depth !== 'leaf') this.follow(versions, depth);
  }

  /**
   * Follows the selected versions of what main modules require, where those are not the required ones: in a workspace no
   * go.mod names what they need (readModGraph, from "Reload any dependencies").
   */
  reloadSelected(mains: readonly string[]): void {
    const paths = new Set(mains);
    const seen = new Set<Version>();
    for (;;) {
      const wanted = new Set<Version>();
      for (const path of paths) {
        const version = this.version(path, this.selected(path));
        if (!seen.has(version)) wanted.add(version);
        else this.addRaised(version, seen, wanted);
      }
      if (wanted.size === 0) return;
      this.follow([...wanted], 'workspace');
      for (const version of wanted) {
        seen.add(version);
        paths.add(version.module.path);
      }
    }
  }

  private addRaised(version: Version, seen: ReadonlySet<Version>, wanted: Set<Version>): void {
    for (const { module, version: required } of version.requires ?? []) {
      const { selected } = module;
      if (selected === required || selected === '' || compareVersions(selected, required) <= 0) continue;
      const raised = this.version(module.path, selected);
      if (!seen.has(raised)) wanted.add(raised);
    }
  }

  private follow(versions: readonly Version[], depth: Depth): void {
    const queue: Visit[] = [];
    visit(versions, depth, queue);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const requires = this.read(next.version);
      const { pruning } = next.version;
      if (requires === undefined || pruning === undefined) continue;
      if (next.depth !== 'pruned' || pruning === 'unpruned')
        visit(requires, next.depth === 'unpruned' ? 'unpruned' : pruning, queue);
    }
  }

  /** What a version requires; that counts wherever a go.mod is read, also where it is not followed. */
  private read(version: Version): readonly Version[] | undefined {
    if (version.isRead) return version.requires;
    version.isRead = true;
    const { path } = version.module;
    const requirements = this.reader.read(path, version.version);
    version.requires = requirements?.requires.map((one) => this.version(one.path, one.version));
    version.pruning = requirements?.pruning;
    return version.requires;
  }

  /** A version that is required, which selects it unless a higher one is. */
  private version(path: string, version: string): Version {
    let module = this.modules.get(path);
    if (module === undefined)
      this.modules.set(path, (module = { path, selected: version, versions: new Map() }));
    const known = module.versions.get(version);
    if (known !== undefined) return known;
    if (module.selected !== '' && compareVersions(module.selected, version) < 0) module.selected = version;
    const added: Version = { module, version, visited: [], isRead: false };
    module.versions.set(version, added);
    return added;
  }
}

function visit(versions: readonly Version[], depth: Depth, queue: Visit[]): void {
  for (const version of versions) {
    if (version.visited.includes(depth)) continue;
    version.visited.push(depth);
    queue.push({ version, depth });
  }
}
