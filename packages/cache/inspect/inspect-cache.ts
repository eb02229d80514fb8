import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CacheDirectory } from '../entries/cache-directory';
import type { ActionId } from '../entries/ids';
import { VerifiedEntries } from '../records/verified-entries';
import type { Depth } from '../records/verified-entry';
import { EntryChecker } from '../verify/entry-checker';
import { readInventory, type Inventory } from './inventory';
import { RelationFinder } from './relations';

/** When an entry was last found good. */
export interface VerificationRecord {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly depth: Depth;
  /** Whether its files are as they were then: what `--quick` would pass over. */
  readonly isUnchanged: boolean;
}

/** A cache of which entries can be asked about. */
export interface InspectedCache {
  readonly inventory: Inventory;
  readonly relations: RelationFinder;
  /** undefined for an entry that was never verified, or that has been another one since. */
  verificationOf(id: ActionId): VerificationRecord | undefined;
}

/**
 * Reads a cache for questions about its entries.
 *
 * @param gocache absolute
 * @param stateDirectory absolute: where verification keeps what it knows
 */
export function inspectCache(gocache: string, stateDirectory: string): InspectedCache {
  const cache = new CacheDirectory(gocache);
  const inventory = readInventory(cache);
  return {
    inventory,
    relations: new RelationFinder(inventory),
    verificationOf: (id) => {
      const verified = new VerifiedEntries(join(stateDirectory, 'index'));
      try {
        const known = verified.find(id);
        if (known === undefined || known.output !== inventory.entries.get(id)?.output) return undefined;
        const isUnchanged = new EntryChecker(cache, verified).recall(id, 'digest') !== undefined;
        return { at: known.verifiedAt, depth: known.depth, isUnchanged };
      } finally {
        verified.close();
      }
    },
  };
}

/** Entries of a cache. */
export function listCache(gocache: string): Inventory {
  return readInventory(new CacheDirectory(gocache));
}

/** Action IDs in the quarantine of a cache that begin with a text. */
export function quarantinedIds(stateDirectory: string, beginning: string): string[] {
  const directory = join(stateDirectory, 'quarantine');
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => name.startsWith(beginning));
  return [...new Set(names.map((name) => name.slice(0, 64)))];
}
