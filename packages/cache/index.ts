export { hashToString, isHash, type ActionId } from './entries/ids';
export { journalSize, quarantinedSince } from './quarantine/journal';
export type { EntryFinding } from './verify/entry-finding';
export { scrubCache } from './verify/scrub-cache';
export type { VerificationScope } from './verify/verification-scope';
export { quarantineMadeSince } from './verify/take-away';
export { verifyCache, withVerifier, type CacheVerificationRequest } from './verify/verify-cache';
export type { Verification, VerificationProgress } from './verify/verify-entries';
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
