import type { ModuleVersion } from '../../toolchain';
import type { LocalModule, ModuleGraphRequest } from './module-graph-request';
import { Replacements } from './replacements';
import { RequirementGraph } from './requirement-graph';
import { RequirementReader } from './requirement-reader';

export interface ListedModule {
  readonly path: string;
  /** '' for main modules. */
  readonly version: string;
  /** What is used in its place. */
  readonly replacedBy?: ModuleVersion | LocalModule;
  /** Of the files that are used; absent for directories, and for modules that no go.sum knows. */
  readonly h1?: string;
  /** Paths of the listed modules that its go.mod requires; undefined where that go.mod is not there. */
  readonly requires: readonly string[] | undefined;
  /**
   * Set where its go.mod names neither a version of Go nor a requirement, as the one that Go makes up for a module from
   * before go.mod: what such a module imports is known from its source alone.
   */
  readonly isSilent?: true;
}

export interface ModuleGraph {
  /** The build list: main modules first, in their order, then the others by path. */
  readonly modules: readonly ListedModule[];
}

/**
 * The build list as `go list -m all` gives it, with module graph pruning (cmd/go/internal/modload/buildlist.go:
 * readModGraph, expandGraph; https://go.dev/ref/mod#minimal-version-selection). Where a go.mod does not require enough,
 * this is the list of the go.mod that `-mod=mod` would write; the go command else refuses to work. `go` and `toolchain`
 * are no modules here, and vendor directories do not count.
 */
export function readModuleGraph(request: ModuleGraphRequest): ModuleGraph {
  const replacements = new Replacements(request.mains, request.workspace);
  const reader = new RequirementReader(request, replacements);
  const graph =
    request.workspace === undefined ? moduleGraph(request, reader) : workspaceGraph(request, reader);
  return {
    modules: graph.buildList().map(({ path, version }): ListedModule => {
      const replacedBy = replacements.of(path, version);
      const h1 = checksum(request.sums, replacedBy ?? { path, version });
      const own = reader.read(path, version);
      return {
        path,
        version,
        ...(replacedBy && { replacedBy }),
        ...(h1 !== undefined && { h1 }),
        requires: listed(own?.requires, path, graph),
        ...(own?.isSilent === true && version !== '' && { isSilent: true }),
      };
    }),
  };
}

/** A single module: its own requirements are roots, and go on to be raised until none of them is outvoted. */
function moduleGraph({ mains }: ModuleGraphRequest, reader: RequirementReader): RequirementGraph {
  const [main] = mains;
  const all = main === undefined ? undefined : reader.read(main.path, '');
  if (main === undefined || all === undefined) return new RequirementGraph(reader, []);
  if (all.pruning === 'unpruned') {
    const graph = new RequirementGraph(reader, [main.path]);
    graph.require(all.requires, 'unpruned');
    return graph;
  }
  // What a module with pruning requires twice counts once (updatePrunedRoots).
  const highest = new RequirementGraph(reader, [main.path]);
  highest.require(all.requires, 'leaf');
  for (let roots = highest.dependencies(); ;) {
    const graph = new RequirementGraph(reader, [main.path]);
    graph.require(roots, 'pruned');
    const selected = roots.map(({ path }) => ({ path, version: graph.selected(path) }));
    if (selected.every(({ version }, index) => version === roots[index]?.version)) return graph;
    roots = selected;
  }
}

function workspaceGraph({ mains }: ModuleGraphRequest, reader: RequirementReader): RequirementGraph {
  const paths = mains.map(({ path }) => path);
  const graph = new RequirementGraph(reader, paths);
  graph.require(
    paths.map((path) => ({ path, version: '' })),
    'workspace',
  );
  graph.reloadSelected(paths);
  return graph;
}

function listed(
  requires: readonly ModuleVersion[] | undefined,
  path: string,
  graph: RequirementGraph,
): string[] | undefined {
  const inList = requires?.map((one) => one.path).filter((one) => one !== path && graph.has(one));
  return inList && [...new Set(inList)];
}

function checksum(
  sums: readonly ReadonlyMap<string, string>[],
  used: ModuleVersion | LocalModule,
): string | undefined {
  if ('directory' in used || used.version === '') return undefined;
  const key = `${used.path} ${used.version}`;
  for (const one of sums) {
    const sum = one.get(key);
    if (sum !== undefined) return sum;
  }
  return undefined;
}
