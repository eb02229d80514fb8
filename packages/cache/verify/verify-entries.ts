import { pause } from '../../support';
import type { ActionId } from '../entries/ids';
import type { Depth, OutputKind } from '../records/verified-entry';
import type { VerifiedEntries } from '../records/verified-entries';
import type { EntryChecker, EntryVerdict } from './entry-checker';
import type { EntryFinding } from './entry-finding';

export interface VerificationProgress {
  readonly entries: number;
  readonly bytes: number;
}

export interface EntriesRequest {
  readonly checker: EntryChecker;
  readonly verified: VerifiedEntries;
  readonly depth: Depth;
  /** `states`: an entry whose files are in the states of its last verification is good; `nothing`: every entry is read. */
  readonly trust: 'states' | 'nothing';
  /** When to stop, in milliseconds since 1970; what is left is not verified. */
  readonly until?: number | undefined;
  readonly onProgress?: ((progress: VerificationProgress) => void) | undefined;
}

/** What a verification saw. */
export interface Verification {
  /** Entries that are there, faulty ones among them. */
  readonly entries: number;
  /** Those whose files were read; the others were in the states of their last verification. */
  readonly read: number;
  /** Bytes of outputs that were read. */
  readonly bytes: number;
  readonly kinds: ReadonlyMap<OutputKind, number>;
  readonly findings: readonly EntryFinding[];
  /** False where time ran out. */
  readonly isComplete: boolean;
  /** Entries that were moved away although nothing is known to be wrong with them: they were made while a package was wrong. */
  readonly suspects: number;
}

/** What looking at entries gave. */
export interface VerifiedIds extends Omit<Verification, 'suspects'> {
  /** Those that were asked for and are not in the cache. */
  readonly gone: readonly ActionId[];
}

/** Milliseconds to wait before faults are looked at again: other processes may just be writing there. */
const SECOND_LOOKS = [25, 100, 400];
/** Entries between two looks at the clock. */
const STRIDE = 16;

/** Verifies entries in the order given, and adds those that are good to the verified ones. */
export function verifyEntries(ids: Iterable<ActionId>, request: EntriesRequest): VerifiedIds {
  const { checker, verified, depth, trust, until = Infinity, onProgress } = request;
  const kinds = new Map<OutputKind, number>();
  const suspects = new Map<ActionId, EntryFinding>();
  let [entries, read, bytes, isComplete] = [0, 0, 0, true];
  const gone: ActionId[] = [];
  const count = (id: ActionId, verdict: EntryVerdict): void => {
    if (verdict.is === 'gone') {
      gone.push(id);
      return;
    }
    entries++;
    if (verdict.is === 'faulty') return;
    const { kind } = verdict.entry;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (verdict.is === 'good') verified.add(verdict.entry);
  };
  let seen = 0;
  for (const id of ids) {
    if (seen++ % STRIDE === 0) {
      if (Date.now() >= until) {
        isComplete = false;
        break;
      }
      onProgress?.({ entries, bytes });
    }
    const known = trust === 'states' ? checker.recall(id, depth) : undefined;
    const verdict: EntryVerdict = known ? { is: 'known', entry: known } : checker.check(id, depth);
    if (verdict.is === 'good' || verdict.is === 'faulty') {
      read++;
      bytes += verdict.bytesRead;
    }
    if (verdict.is === 'faulty') suspects.set(id, verdict.finding);
    else count(id, verdict);
  }
  for (const milliseconds of SECOND_LOOKS) {
    if (suspects.size === 0) break;
    pause(milliseconds);
    checker.forget();
    for (const id of [...suspects.keys()]) {
      const verdict = checker.check(id, depth);
      if (verdict.is === 'faulty') {
        suspects.set(id, verdict.finding);
        continue;
      }
      suspects.delete(id);
      count(id, verdict);
    }
  }
  entries += suspects.size;
  onProgress?.({ entries, bytes });
  return { entries, read, bytes, kinds, findings: [...suspects.values()], isComplete, gone };
}
