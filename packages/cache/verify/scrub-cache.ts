import { join } from 'node:path';
import { readJsonFile, systemErrorCode, writeFileAtomic } from '../../support';
import { SHARDS } from '../entries/cache-directory';
import type { CacheVerifier } from './verify-cache';
import type { EntryFinding } from './entry-finding';

/** Which of the 256 directories is next. */
interface Cursor {
  readonly next: number;
}

/**
 * Reads a slice of a cache whatever is known of it, beginning where the last slice ended, and at least one directory: bytes that
 * changed under unchanged file times are found after 256 slices at most.
 *
 * @param stateDirectory of the cache, where it notes how far it came
 * @param milliseconds after which no further directory is begun
 */
export function scrubCache(
  verifier: CacheVerifier,
  stateDirectory: string,
  milliseconds: number,
): EntryFinding[] {
  const file = join(stateDirectory, 'scrub.json');
  const until = Date.now() + milliseconds;
  const findings: EntryFinding[] = [];
  let next = readJsonFile(file, isCursor)?.next ?? 0;
  for (let slice = 0; slice < SHARDS.length && (slice === 0 || Date.now() < until); slice++) {
    const scopes = [{ of: 'shard', number: next } as const];
    findings.push(...verifier.verify({ scopes, depth: 'digest', trust: 'nothing' }).findings);
    next = (next + 1) % SHARDS.length;
  }
  try {
    writeFileAtomic(file, JSON.stringify({ next }));
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error; // The same slice comes again.
  }
  return findings;
}

function isCursor(value: unknown): value is Cursor {
  if (typeof value !== 'object' || value === null || !('next' in value)) return false;
  return Number.isInteger(value.next) && SHARDS[value.next as number] !== undefined;
}
