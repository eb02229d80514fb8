import { compareGoVersions, type GoModFile, type ModuleVersion } from '../../toolchain';
import type { ModuleGraphRequest } from './module-graph-request';
import type { Replacements } from './replacements';

/** What a go.mod says to those who depend on its module. */
export interface Requirements {
  /** Whether it names all that its packages need, so that requirements of requirements need not be read. */
  readonly pruning: 'pruned' | 'unpruned';
  /** Without what main modules exclude. */
  readonly requires: readonly ModuleVersion[];
  /** Whether the go.mod has nothing but its module line, or might as well. */
  readonly isSilent: boolean;
}

/** The first version of Go whose go.mod files name indirect dependencies (internal/gover: ExplicitIndirectVersion). */
const FIRST_PRUNED = '1.17';

type Source = Pick<ModuleGraphRequest, 'mains' | 'readMod' | 'readDirectory'>;

/** Reads the requirements of module versions, each once (cmd/go/internal/modload/modfile.go: goModSummary). */
export class RequirementReader {
  private readonly known = new Map<string, Requirements | undefined>();
  private readonly mains: ReadonlyMap<string, GoModFile>;
  private readonly excluded: ReadonlySet<string>;

  constructor(
    private readonly source: Source,
    private readonly replacements: Replacements,
  ) {
    this.mains = new Map(source.mains.map(({ path, file }) => [path, file]));
    const excludes = source.mains.flatMap(({ file }) => file.exclude);
    this.excluded = new Set(excludes.map(({ path, version }) => `${path}@${version}`));
  }

  /** Undefined where the go.mod is not there. */
  read(path: string, version: string): Requirements | undefined {
    const key = `${path}@${version}`;
    const known = this.known.get(key);
    if (known !== undefined || this.known.has(key)) return known;
    const file = this.readFile(path, version);
    const requirements = file && this.requirementsOf(file);
    this.known.set(key, requirements);
    return requirements;
  }

  private readFile(path: string, version: string): GoModFile | undefined {
    const main = version === '' ? this.mains.get(path) : undefined;
    if (main !== undefined) return main;
    const used = this.replacements.of(path, version) ?? { path, version };
    return 'directory' in used
      ? this.source.readDirectory(used.directory)
      : this.source.readMod(used.path, used.version);
  }

  private requirementsOf({ go, require }: GoModFile): Requirements {
    const { excluded } = this;
    const isPruned = go !== undefined && compareGoVersions(go, FIRST_PRUNED) >= 0;
    return {
      pruning: isPruned ? 'pruned' : 'unpruned',
      isSilent: go === undefined && require.length === 0,
      requires:
        excluded.size === 0
          ? require
          : require.filter(({ path, version }) => !excluded.has(`${path}@${version}`)),
    };
  }
}
