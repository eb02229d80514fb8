import type { Listing } from '../dimension';

/** A function of a listing and the workspace root, computed once for all tasks that share a listing. */
export function perListing<T>(
  compute: (listing: Listing, workspaceRoot: string) => T,
): (listing: Listing, workspaceRoot: string) => T {
  const known = new WeakMap<Listing, Map<string, T>>();
  return (listing, workspaceRoot) => {
    const byRoot = known.get(listing) ?? new Map<string, T>();
    known.set(listing, byRoot);
    const computed = byRoot.get(workspaceRoot) ?? compute(listing, workspaceRoot);
    byRoot.set(workspaceRoot, computed);
    return computed;
  };
}
