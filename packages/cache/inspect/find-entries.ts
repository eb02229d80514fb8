import { hashToString, isHash, type ActionId, type OutputId } from '../entries/ids';
import { parseBuildId } from '../build-id/build-id';
import type { Inventory, InventoryEntry } from './inventory';

/** Entries that a text names. */
export interface FoundEntries {
  readonly entries: readonly InventoryEntry[];
  /** IDs that begin with the text, if it is hex: more than one where that is too little to tell them apart. */
  readonly ids: ReadonlySet<ActionId | OutputId>;
}

const NOTHING: FoundEntries = { entries: [], ids: new Set() };

/** What a text can be; one of hex digits alone may be a package as well. */
const HEX = /^[0-9a-f]{4,64}$/;

/** Entries whose output is of a package: compiled, linked, or tested. */
export function findPackage({ entries }: Inventory, importPath: string): InventoryEntry[] {
  return [...entries.values()].filter(({ look }) => look.importPath === importPath);
}

/**
 * Entries that an ID names: an action or output ID in hex, whole or by its beginning (4 digits at least); either part of a
 * build ID; or a whole build ID. That of a program that was linked into a file names the archive of its main package.
 */
export function findById(inventory: Inventory, text: string): FoundEntries {
  if (HEX.test(text)) return findByHex(inventory, text);
  if (isHash(text)) return findByHash(inventory, text);
  const buildId = parseBuildId(text);
  if (buildId === undefined) return NOTHING;
  const whole = buildId.whole.split('/');
  const main = whole.length === 4 ? whole.slice(1, 3).join('/') : undefined;
  const entries = [...inventory.entries.values()].filter(
    ({ look }) => look.buildId !== undefined && (look.buildId === text || look.buildId === main),
  );
  return { entries, ids: new Set() };
}

/** Whether a text can be an ID at all. */
export function isIdLike(text: string): boolean {
  return HEX.test(text) || isHash(text) || parseBuildId(text) !== undefined;
}

function findByHex({ entries }: Inventory, beginning: string): FoundEntries {
  const found: InventoryEntry[] = [];
  const ids = new Set<ActionId | OutputId>();
  for (const entry of entries.values()) {
    const own = [entry.id, entry.output].filter((id) => id.startsWith(beginning));
    if (own.length === 0) continue;
    found.push(entry);
    for (const id of own) ids.add(id);
  }
  return { entries: found, ids };
}

function findByHash({ entries }: Inventory, hash: string): FoundEntries {
  const found = [...entries.values()].filter(
    ({ id, look }) =>
      look.buildId?.endsWith(`/${hash}`) === true ||
      look.buildId?.startsWith(`${hash}/`) === true ||
      hashToString(id) === hash,
  );
  return { entries: found, ids: new Set() };
}
