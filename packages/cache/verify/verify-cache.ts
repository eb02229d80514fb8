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
import { findLostStdout } from './lost-stdout';
import { takeAway } from './take-away';
import { ScopedEntries, type VerificationScope } from './verification-scope';
import { verifyEntries, type Verification, type VerificationProgress } from './verify-entries';

/** A cache, where it is verified, and what becomes of what is wrong in it. */
export interface CachePlace {
  /** Absolute: what GOCACHE points at. */
  readonly gocache: string;
  /** Absolute directory for what is known of the cache, on its file system. */
  readonly stateDirectory: string;
  /** `quarantine`: entries that Go would use, or fail over, are moved out of the cache. */
  readonly repair: 'nothing' | 'quarantine';
  /**
   * Told of what is wrong before any of it is moved, since nobody would find it afterwards. What it does must be right to do again: a
   * process can be killed before the move. Where the system refuses it something, nothing is moved.
   */
  readonly beforeRepair?: ((findings: readonly EntryFinding[]) => void) | undefined;
}

/** What of a cache is verified, and how. */
export interface VerificationPass {
  /** Entries that are in several are verified once. */
  readonly scopes: readonly VerificationScope[];
  readonly depth: Depth;
  /** `states`: an entry whose files have not changed since its last verification is not read again. */
  readonly trust: 'states' | 'nothing';
  /** Milliseconds since 1970 at which it stops; those entries come first whose last verification is longest ago. */
  readonly until?: number | undefined;
  readonly onProgress?: ((progress: VerificationProgress) => void) | undefined;
}

export type CacheVerificationRequest = CachePlace & VerificationPass;

/** Verifies entries of a cache, and remembers those that are good. Other processes may use the cache meanwhile. */
export function verifyCache(request: CacheVerificationRequest): Verification {
  return withVerifier(request, (verifier) => verifier.verify(request));
}

/** Verifies a cache in several passes, which share what is known of it, and remembers what all of them found good. */
export function withVerifier<T>(place: CachePlace, work: (verifier: CacheVerifier) => T): T {
  const verifier = new CacheVerifier(place);
  try {
    const result = work(verifier);
    verifier.save();
    return result;
  } finally {
    verifier.close();
  }
}

/** What is known of one cache, while it is verified. */
export class CacheVerifier {
  private readonly cache: CacheDirectory;
  private readonly verified: VerifiedEntries;
  private readonly shards: ShardStates;
  private readonly quarantine: Quarantine;

  /** Finishes what a process that was killed had planned to move. */
  constructor(private readonly place: CachePlace) {
    const { gocache, stateDirectory } = place;
    this.cache = new CacheDirectory(gocache);
    this.verified = new VerifiedEntries(join(stateDirectory, 'index'));
    this.shards = new ShardStates(join(stateDirectory, 'index-shards'), this.cache, this.verified.mark);
    this.quarantine = new Quarantine(this.cache, stateDirectory);
    this.quarantine.resume();
  }

  verify(pass: VerificationPass): Verification {
    const { cache, verified, shards } = this;
    const { scopes, until } = pass;
    const isOfAll = scopes.some(({ of }) => of === 'all');
    const isOfNew = isOfAll || scopes.some(({ of }) => of === 'new');
    // Before names are read: what comes later has to be seen next time.
    const states = SHARDS.map((_, shard) =>
      isOfNew && (isOfAll || !shards.isUnchanged(shard)) ? shards.stateNow(shard) : undefined,
    );
    const ids = new ScopedEntries(cache, verified, (shard) => states[shard] !== undefined).of(scopes);
    const ordered = until === undefined ? ids : oldestFirst(ids, verified);
    const checker = new EntryChecker(cache, verified);
    const found = verifyEntries(ordered, { ...pass, checker, verified });
    const all = [...found.findings, ...findLostStdout(found, cache, verified)];
    const seen = all.map((finding) => withLastTime(finding, cache, verified));
    const { findings, suspects } =
      this.place.repair === 'quarantine'
        ? takeAway(seen, this.quarantine, this.place.beforeRepair)
        : { findings: seen, suspects: 0 };
    if (found.isComplete) {
      // A directory with an entry that is still faulty is looked at again.
      const faulty = new Set(all.map(({ entry }) => entry.slice(0, 2)));
      for (const [shard, state] of states.entries()) {
        if (state !== undefined && !faulty.has(SHARDS[shard] ?? '')) shards.mark(shard, state);
      }
    }
    const { entries, read, bytes, kinds, isComplete } = found;
    return { entries, read, bytes, kinds, isComplete, findings, suspects };
  }

  /** Writes what was found good. Where the entries cannot be remembered, their names stay new. */
  save(): void {
    const index = this.verified.save((id) => existsSync(this.cache.actionPath(id)));
    if (index !== undefined) this.shards.save(index);
  }

  close(): void {
    this.verified.close();
  }
}

/** Says since when an entry can have infected others. */
function withLastTime(finding: EntryFinding, cache: CacheDirectory, verified: VerifiedEntries): EntryFinding {
  const { code, kind, entry } = finding;
  const isInfecting = kind === 'archive' && (code === 'output-altered' || code === 'content-id-mismatch');
  if (!isInfecting) return finding;
  return { ...finding, rightUntil: verified.find(entry)?.verifiedAt ?? writtenAt(cache, entry) };
}

/** When Go wrote an action entry, in milliseconds since 1970. */
function writtenAt(cache: CacheDirectory, id: ActionId): number {
  const entry = cache.readAction(id);
  return typeof entry === 'object' && 'time' in entry ? Number(entry.time / 1_000_000n) : 0;
}

function oldestFirst(ids: Iterable<ActionId>, verified: VerifiedEntries): ActionId[] {
  const times = [...ids].map((id) => [verified.find(id)?.verifiedAt ?? 0, id] as const);
  return times.sort(([one], [other]) => one - other).map(([, id]) => id);
}
