import { writeFileSync } from 'node:fs';
import { formatActionEntry } from '../../entries/action-entry';
import { CacheDirectory } from '../../entries/cache-directory';
import { readInventory, type EntryKind, type InventoryEntry } from '../inventory';

/** An entry that belongs to a package, with its files. */
export class OwnedEntry {
  private constructor(
    private readonly cache: CacheDirectory,
    readonly entry: InventoryEntry,
  ) {}

  /** Finds the archive of a package, or a part of it. */
  static find(gocache: string, importPath: string, kind: EntryKind): OwnedEntry {
    const cache = new CacheDirectory(gocache);
    const { entries } = readInventory(cache);
    const found = [...entries.values()].find((entry) => {
      const owner = entry.parent === undefined ? entry : entries.get(entry.parent.id);
      return entry.kind === kind && owner?.look.importPath === importPath;
    });
    if (found === undefined) throw new Error(`no ${kind} of ${importPath}`);
    return new OwnedEntry(cache, found);
  }

  get outputPath(): string {
    return this.cache.outputPath(this.entry.output);
  }

  /** Makes the entry name the output of another one, as if Go had just written it. */
  pointTo({ entry: other }: OwnedEntry): void {
    const { id, time } = this.entry;
    const pointer = { ...other, id, time: time + 1n };
    writeFileSync(this.cache.actionPath(id), formatActionEntry(pointer), 'latin1');
  }
}
