export type { EntryFinding } from './verify/entry-finding';
export { verifyCache, type CacheVerificationRequest, type VerificationScope } from './verify/verify-cache';
export type { Verification, VerificationProgress } from './verify/verify-entries';
export type { ActionId } from './entries/ids';
export {
  buildIdOfFile,
  findById,
  findPackage,
  inspectCache,
  isIdLike,
  listCache,
  quarantinedIds,
  type EntryKind,
  type Inventory,
  type InventoryEntry,
  type InspectedCache,
} from './inspect';
export { parseVerifyPanic, takeMismatch, type MismatchFinding } from './gocacheverify';
