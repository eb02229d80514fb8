export { CacheDirectory } from './entries/cache-directory';
export { hashToString, isActionId, isOutputId, type ActionId, type OutputId } from './entries/ids';
export { OUTPUT_KINDS, type Depth, type OutputKind } from './records/verified-entry';
export type { EntryFinding } from './verify/entry-finding';
export { verifyCache, type CacheVerificationRequest, type VerificationScope } from './verify/verify-cache';
export type { Verification, VerificationProgress } from './verify/verify-entries';
