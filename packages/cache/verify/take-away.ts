import { isHarmful, systemErrorCode } from '../../support';
import { CacheDirectory } from '../entries/cache-directory';
import { Quarantine } from '../quarantine/quarantine';
import type { EntryFinding } from './entry-finding';

/** Moves harmful entries into quarantine, and what was made while they could be read. */
export function takeAway(
  findings: readonly EntryFinding[],
  quarantine: Quarantine,
  beforeRepair?: (findings: readonly EntryFinding[]) => void,
): { readonly findings: EntryFinding[]; readonly suspects: number } {
  const harmful = findings.filter(isHarmful);
  const since = Math.min(...harmful.map(({ rightUntil = Infinity }) => rightUntil));
  const taken = attempt(() => {
    if (harmful.length > 0) beforeRepair?.(harmful);
    const madeFrom = since === Infinity ? undefined : { since, ...MADE_FROM_WRONG };
    const { bad, suspects } = quarantine.take(harmful, madeFrom);
    return { moved: new Set(bad), suspects: suspects.length };
  });
  const told = findings.map((finding): EntryFinding => {
    if (!isHarmful(finding)) return { ...finding, action: 'Go takes it for missing and makes it anew' };
    if (typeof taken === 'string')
      return { ...finding, action: `it could not be moved into quarantine (${taken})` };
    return taken.moved.has(finding.entry)
      ? { ...finding, isLeft: false, action: 'moved into quarantine; Go makes it anew' }
      : { ...finding, isLeft: false, action: 'it was gone, or another one, when it was to be moved' };
  });
  return { findings: told, suspects: typeof taken === 'string' ? 0 : taken.suspects };
}

const MADE_FROM_WRONG = {
  code: 'made-from-wrong',
  evidence: 'it was made at a time at which a compiled package of this cache was wrong',
};

/** @returns the code of the system's error where it refused */
function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}

/**
 * Moves all entries into quarantine that Go wrote at or after a time, since it had read wrong ones.
 *
 * @param since milliseconds since 1970
 * @returns how many; or the code of the system's error where it refused
 */
export function quarantineMadeSince(
  { gocache, stateDirectory }: { readonly gocache: string; readonly stateDirectory: string },
  since: number,
): number | string {
  const quarantine = new Quarantine(new CacheDirectory(gocache), stateDirectory);
  return attempt(() => quarantine.takeSince({ since, ...MADE_FROM_WRONG }).length);
}
