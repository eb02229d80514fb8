import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CacheDirectory, SHARDS } from '../entries/cache-directory';
import type { ActionId } from '../entries/ids';
import { Quarantine } from '../quarantine/quarantine';
import { ShardStates } from '../records/shard-states';
import { VerifiedEntries } from '../records/verified-entries';
import type { Depth } from '../records/verified-entry';
import { EntryChecker } from './entry-checker';
import type { EntryFinding } from './entry-finding';
import { verifyEntries, type Verification, type VerificationProgress } from './verify-entries';

/**
 * Which entries are verified. `new`: those with names that were not there at the last verification; `all`; `part`: the n-th of so
 * many parts of equal size, from 1; `oldest`: all, those first whose last verification is longest ago.
 */
export type VerificationScope =
  | { readonly of: 'new' | 'all' | 'oldest' }
  | { readonly of: 'part'; readonly number: number; readonly parts: number }
  | { readonly of: 'entries'; readonly ids: readonly ActionId[] };

export interface CacheVerificationRequest {
  /** Absolute: what GOCACHE points at. */
  readonly gocache: string;
  /** Absolute directory for what is known of the cache, on its file system. */
  readonly stateDirectory: string;
  readonly scope: VerificationScope;
  readonly depth: Depth;
  /** `states`: an entry whose files have not changed since its last verification is not read again. */
  readonly trust: 'states' | 'nothing';
  /** Milliseconds since 1970 at which it stops. */
  readonly until?: number | undefined;
  /** `quarantine`: entries that Go would use, or fail over, are moved out of the cache. */
  readonly repair: 'nothing' | 'quarantine';
  readonly onProgress?: ((progress: VerificationProgress) => void) | undefined;
}

/** Verifies entries of a cache, and remembers those that are good. Other processes may use the cache meanwhile. */
export function verifyCache(request: CacheVerificationRequest): Verification {
  const { scope, stateDirectory, repair } = request;
  const cache = new CacheDirectory(request.gocache);
  const verified = new VerifiedEntries(join(stateDirectory, 'index'));
  const shards = new ShardStates(join(stateDirectory, 'index-shards'), cache);
  const quarantine = new Quarantine(cache, stateDirectory);
  quarantine.resume();
  const checker = new EntryChecker(cache, verified);
  // Before names are read: what comes later has to be seen next time.
  const states = SHARDS.map((_, shard) =>
    scope.of === 'new' && shards.isUnchanged(shard) ? undefined : shards.stateNow(shard),
  );
  const ids = idsOf(scope, cache, verified, (shard) => states[shard] !== undefined);
  const found = verifyEntries(ids, { ...request, checker, verified });
  const findings = repair === 'quarantine' ? takeAway(found.findings, quarantine) : found.findings;
  if (found.isComplete && (scope.of === 'new' || scope.of === 'all' || scope.of === 'oldest')) {
    // A directory with an entry that is still faulty is looked at again.
    const faulty = new Set(found.findings.map(({ entry }) => entry.slice(0, 2)));
    for (const [shard, state] of states.entries()) {
      if (state !== undefined && !faulty.has(SHARDS[shard] ?? '')) shards.mark(shard, state);
    }
  }
  verified.save((id) => existsSync(cache.actionPath(id)));
  shards.save();
  return { ...found, findings };
}

function idsOf(
  scope: VerificationScope,
  cache: CacheDirectory,
  verified: VerifiedEntries,
  isAsked: (shard: number) => boolean,
): Iterable<ActionId> {
  switch (scope.of) {
    case 'entries':
      return scope.ids;
    case 'new':
      return SHARDS.flatMap((name, shard) =>
        isAsked(shard) ? cache.names(name).actions.filter((id) => verified.find(id) === undefined) : [],
      );
    case 'all':
      return cache.actions();
    case 'part':
      return [...cache.actions()].filter((id) => partOf(id, scope.parts) === scope.number - 1);
    case 'oldest': {
      const times = [...cache.actions()].map((id) => [verified.find(id)?.verifiedAt ?? 0, id] as const);
      return times.sort(([one], [other]) => one - other).map(([, id]) => id);
    }
  }
}

/** Action IDs are evenly spread. */
function partOf(id: ActionId, parts: number): number {
  return Number.parseInt(id.slice(0, 8), 16) % parts;
}

function takeAway(findings: readonly EntryFinding[], quarantine: Quarantine): EntryFinding[] {
  const harmful = findings.filter(({ severity }) => severity !== 'note');
  const moved = new Set(harmful.length === 0 ? [] : quarantine.take(harmful));
  return findings.map((finding) => {
    if (finding.severity === 'note')
      return { ...finding, action: 'Go takes it for missing and makes it anew' };
    return moved.has(finding.entry)
      ? { ...finding, action: 'moved into quarantine; Go makes it anew' }
      : { ...finding, action: 'it was gone, or another one, when it was to be moved' };
  });
}
