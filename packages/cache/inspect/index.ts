export { buildIdOfFile } from './artifact-build-id';
export { findById, findPackage, isIdLike } from './find-entries';
export { inspectCache, listCache, quarantinedIds, type InspectedCache } from './inspect-cache';
export type { EntryKind, Inventory, InventoryEntry } from './inventory';
