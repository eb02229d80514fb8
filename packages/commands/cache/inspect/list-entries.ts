import { listCache } from '../../../cache';
import { UsageError } from '../../../support';
import { findPlaces, type PlaceRequest } from '../verified-places';
import { describeEntry, packageLabel, type DescribedEntry } from './describe-entry';

/** Orders of entries: largest, youngest or last used first, or by name. */
export const LIST_ORDERS = ['size', 'created', 'used', 'package', 'kind'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

export interface ListRequest extends PlaceRequest {
  readonly sort: ListOrder;
  /** Entries of this kind alone. */
  readonly kind?: string | undefined;
  /** Most entries that are shown. */
  readonly limit?: number | undefined;
}

/** What `goshawk cache list` shows. */
export interface ListDocument {
  readonly schemaVersion: 1;
  readonly caches: readonly ListedCache[];
  /** Entries of that kind, shown or not. */
  readonly total: number;
  readonly entries: readonly DescribedEntry[];
}

export interface ListedCache {
  readonly name: string;
  readonly gocache: string;
  readonly entries: number;
  /** Bytes of outputs; one that several entries name counts once. */
  readonly bytes: number;
  /** Action entries that Go would take for none: `goshawk cache verify` names them. */
  readonly malformed: number;
}

/**
 * Lists the entries of the caches that a person means.
 *
 * @throws UsageError as findPlaces, 'unknown-kind'
 */
export function listEntries(request: ListRequest): ListDocument {
  const { sort, kind, limit = Infinity } = request;
  const all: DescribedEntry[] = [];
  const kinds = new Set<string>();
  const caches = findPlaces(request).map(({ name, gocache }): ListedCache => {
    const inventory = listCache(gocache);
    const sizes = new Map<string, number>();
    for (const entry of inventory.entries.values()) {
      sizes.set(entry.output, entry.size);
      kinds.add(entry.kind);
      if (kind === undefined || entry.kind === kind) all.push(describeEntry(entry, inventory, name));
    }
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    return { name, gocache, entries: inventory.entries.size, bytes, malformed: inventory.malformed };
  });
  if (kind !== undefined && all.length === 0 && kinds.size > 0) throw unknownKind(kind, kinds);
  const entries = all.sort(ORDERS[sort]).slice(0, limit);
  return { schemaVersion: 1, caches, total: all.length, entries };
}

type Order = (one: DescribedEntry, other: DescribedEntry) => number;

/** Action IDs tell apart what is equal otherwise, so that the order is the same each time. */
const byId: Order = (one, other) => compare(one.actionId, other.actionId);
const ORDERS: Readonly<Record<ListOrder, Order>> = {
  size: (one, other) => other.size - one.size || byId(one, other),
  created: (one, other) => compare(other.created, one.created) || byId(one, other),
  used: (one, other) => compare(other.lastUsed, one.lastUsed) || byId(one, other),
  package: (one, other) =>
    compare(packageKey(one), packageKey(other)) || compare(one.kind, other.kind) || byId(one, other),
  kind: (one, other) => compare(one.kind, other.kind) || other.size - one.size || byId(one, other),
};

/** What belongs to no package comes last. */
function packageKey(entry: DescribedEntry): string {
  return entry.package === null ? '\uffff' : packageLabel(entry);
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function unknownKind(kind: string, kinds: ReadonlySet<string>): UsageError {
  return new UsageError({
    code: 'unknown-kind',
    message: `No entry is of the kind ${kind}.`,
    next: `There are ${[...kinds].sort().join(', ')}.`,
  });
}
