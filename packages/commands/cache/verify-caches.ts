import { isHarmful } from '../../support';
import { verifyCache, type CacheVerificationRequest, type EntryFinding } from '../../cache';
import { distrustArtifacts } from '../distrust-artifacts';
import { findPlaces, type PlaceRequest } from './verified-places';

/** What `goshawk cache verify` is asked for. */
export type VerifyRequest = PlaceRequest &
  Pick<CacheVerificationRequest, 'scopes' | 'depth' | 'trust' | 'repair'> & {
    /** Milliseconds that it may take in all. */
    readonly duration?: number | undefined;
    readonly onProgress?: (cache: string, progress: { entries: number; bytes: number }) => void;
  };

/** What `goshawk cache verify --json` prints. */
export interface VerifyDocument {
  readonly schemaVersion: 1;
  readonly caches: readonly VerifiedCache[];
}

export interface VerifiedCache {
  /** Of the dimension, or the directory. */
  readonly name: string;
  readonly gocache: string;
  readonly entries: number;
  /** Entries whose files were read. */
  readonly read: number;
  readonly bytes: number;
  readonly milliseconds: number;
  /** Whether all that was asked for was verified. */
  readonly isComplete: boolean;
  /** Good entries by kind of their outputs. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly findings: readonly EntryFinding[];
  /** Entries that were moved as well, since they were made while a compiled package was wrong. */
  readonly suspects: number;
}

/**
 * Verifies the caches that a person means, one after the other.
 *
 * @throws UsageError as findPlaces
 */
export function verifyCaches(request: VerifyRequest): VerifyDocument {
  const { duration, onProgress, scopes, depth, trust, repair } = request;
  const until = duration === undefined ? undefined : Date.now() + duration;
  const caches = findPlaces(request).map(({ name, gocache, stateDirectory }): VerifiedCache => {
    const started = Date.now();
    const { kinds, ...found } = verifyCache({
      ...{ gocache, stateDirectory, scopes, depth, trust, repair, until },
      onProgress: (progress) => onProgress?.(name, progress),
      beforeRepair: (wrong) => distrustArtifacts(stateDirectory, wrong),
    });
    const milliseconds = Date.now() - started;
    return { name, gocache, ...found, kinds: Object.fromEntries(kinds), milliseconds };
  });
  return { schemaVersion: 1, caches };
}

/** Whether something was found that the go command would use, or fail over. */
export function harmfulFindings({ caches }: VerifyDocument): EntryFinding[] {
  return caches.flatMap(({ findings }) => findings.filter(isHarmful));
}
