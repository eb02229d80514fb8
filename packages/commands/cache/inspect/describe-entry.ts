import type { EntryKind, Inventory, InventoryEntry } from '../../../cache';

/** An entry of a cache for a reader or a program. */
export interface DescribedEntry {
  /** Of the dimension, or the directory. */
  readonly dimension: string;
  /** `action/content` of a compiled package, four parts of a program; null where the output has none. */
  readonly buildId: string | null;
  /** The cache key, 64 hex digits. */
  readonly actionId: string;
  /** SHA-256 of the output, 64 hex digits. */
  readonly outputId: string;
  /** Bytes of the output. */
  readonly size: number;
  /** When Go wrote the entry, as it says. */
  readonly created: string;
  /** When a go command last used it; Go notes that at most once an hour. */
  readonly lastUsed: string;
  readonly kind: EntryKind;
  /** Import path as the compiler was given it (`main` for a program's), of a part that of the action; null where nothing says. */
  readonly package: string | null;
  /** Of a package called `main`: where its files are. */
  readonly directory: string | null;
  /** The action that this is a part of. */
  readonly partOf: { readonly actionId: string; readonly part: string } | null;
}

export function describeEntry(
  entry: InventoryEntry,
  { entries }: Inventory,
  dimension: string,
): DescribedEntry {
  const { id, output, size, time, usedAt, kind, look, parent } = entry;
  const owner = parent === undefined ? entry : entries.get(parent.id);
  return {
    dimension,
    buildId: look.buildId ?? null,
    actionId: id,
    outputId: output,
    size,
    created: isoTime(Number(time / 1_000_000n)),
    lastUsed: isoTime(usedAt),
    kind,
    package: owner?.look.importPath ?? null,
    directory: owner?.directory ?? null,
    partOf: parent === undefined ? null : { actionId: parent.id, part: parent.part },
  };
}

/** What a damaged entry says can be later than any date. */
function isoTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** `main` alone says little. */
export function packageLabel(entry: DescribedEntry): string {
  if (entry.package === null) return '';
  return entry.directory === null ? entry.package : `${entry.package} (${entry.directory})`;
}
