import { groupBy } from '../../support';
import type { ActionId } from '../entries/ids';
import type { Inventory, InventoryEntry } from './inventory';

/** How an entry hangs together with others of its cache. */
export interface Relations {
  /**
   * What it imports directly, with the entries that have the export data it was compiled against; none where those are gone. Of a
   * program: its main package.
   */
  readonly imports: readonly { readonly importPath: string; readonly entries: readonly ActionId[] }[];
  /** Archives that were compiled against the same export data as this one has. */
  readonly importedBy: readonly InventoryEntry[];
  /** Other entries of its package with that same export data: which of them was compiled against cannot be told. */
  readonly twins: readonly ActionId[];
  /** Cached programs of which it is the main package. */
  readonly linkedInto: readonly InventoryEntry[];
  /** What Go keeps beside it under IDs that are derived from its own. */
  readonly parts: readonly InventoryEntry[];
}

/**
 * Relations between the entries of a cache, from their own bytes: an archive names each package that it imports directly with
 * the fingerprint of its export data, which the linker compares, and a program carries the build ID of its main package. What
 * another archive's code says without changing its export data is in the importer's key alone, which no entry keeps.
 */
export class RelationFinder {
  private readonly byExport: ReadonlyMap<string, readonly InventoryEntry[]>;
  private readonly byBuildId: ReadonlyMap<string | undefined, readonly InventoryEntry[]>;
  private readonly importers = new Map<string, InventoryEntry[]>();
  private readonly programs: ReadonlyMap<string | undefined, readonly InventoryEntry[]>;
  private readonly children: ReadonlyMap<ActionId | undefined, readonly InventoryEntry[]>;

  constructor({ entries }: Inventory) {
    const all = [...entries.values()];
    this.byBuildId = groupBy(
      all.filter(({ kind }) => kind === 'archive'),
      ({ look }) => look.buildId,
    );
    this.byExport = groupBy(
      all.filter(({ look }) => look.archive?.fingerprint !== undefined),
      ({ look }) => exportKey(look.importPath, look.archive?.fingerprint),
    );
    for (const entry of all) {
      for (const { importPath, fingerprint } of entry.look.archive?.imports ?? []) {
        const key = exportKey(importPath, fingerprint);
        const known = this.importers.get(key);
        if (known === undefined) this.importers.set(key, [entry]);
        else known.push(entry);
      }
    }
    const programs = all.filter(({ kind }) => kind === 'executable');
    this.programs = groupBy(programs, mainBuildId);
    this.children = groupBy(
      all.filter(({ parent }) => parent !== undefined),
      ({ parent }) => parent?.id,
    );
  }

  of(entry: InventoryEntry): Relations {
    const { id, look } = entry;
    const own = exportKey(look.importPath, look.archive?.fingerprint);
    const isArchive = look.archive !== undefined;
    return {
      imports: this.importsOf(entry),
      importedBy: isArchive ? (this.importers.get(own) ?? []) : [],
      twins: isArchive ? (this.byExport.get(own) ?? []).map((one) => one.id).filter((one) => one !== id) : [],
      linkedInto: isArchive && look.buildId !== undefined ? (this.programs.get(look.buildId) ?? []) : [],
      parts: this.children.get(id) ?? [],
    };
  }

  private importsOf(entry: InventoryEntry): Relations['imports'] {
    const ids = (entries: readonly InventoryEntry[] = []) => entries.map(({ id }) => id);
    if (entry.kind === 'executable') {
      return [{ importPath: 'main', entries: ids(this.byBuildId.get(mainBuildId(entry))) }];
    }
    return (entry.look.archive?.imports ?? []).map(({ importPath, fingerprint }) => ({
      importPath,
      entries: ids(this.byExport.get(exportKey(importPath, fingerprint))),
    }));
  }
}

/** The middle of the build ID of a program is that of its main package (cmd/go/internal/work/buildid.go). */
function mainBuildId({ look }: InventoryEntry): string | undefined {
  return look.buildId?.split('/').slice(1, 3).join('/');
}

function exportKey(importPath = '', fingerprint = ''): string {
  return `${importPath} ${fingerprint}`;
}
