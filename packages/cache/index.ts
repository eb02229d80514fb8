export { hashToString, type ActionId } from './entries/ids';
export { journalSize, quarantinedSince } from './quarantine/journal';
export type { EntryFinding } from './verify/entry-finding';
export { scrubCache } from './verify/scrub-cache';
export type { VerificationScope } from './verify/verification-scope';
export { quarantineMadeSince, verifyCache, type CacheVerificationRequest } from './verify/verify-cache';
export type { Verification, VerificationProgress } from './verify/verify-entries';
