export type { EntryFinding } from './verify/entry-finding';
export { verifyCache, type CacheVerificationRequest, type VerificationScope } from './verify/verify-cache';
export type { Verification, VerificationProgress } from './verify/verify-entries';
