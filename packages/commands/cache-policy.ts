/**
 * What becomes of entries that the go command would use, or fail over, although they are wrong. `repair`: they are moved into
 * quarantine, and Go makes them anew. `fail`: what would read them fails, and they stay to be looked at. `report`: they are told.
 */
export type CachePolicy = (typeof CACHE_POLICIES)[number];
const CACHE_POLICIES = ['report', 'repair', 'fail'] as const;

export function isCachePolicy(value: unknown): value is CachePolicy {
  return CACHE_POLICIES.some((policy) => policy === value);
}
