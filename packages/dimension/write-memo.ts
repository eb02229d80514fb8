import { mkdirSync } from 'node:fs';
import { GoshawkError, systemErrorCode, writeFileAtomic } from '../support';

/**
 * Writes what later calls must know of this one, beneath the cache root.
 *
 * @throws GoshawkError 'cache-root-unwritable'
 */
export function writeMemo(file: string, content: string): void {
  try {
    writeFileAtomic(file, content);
  } catch (error) {
    throw cacheRootUnwritable(file, error);
  }
}

/**
 * Makes a directory beneath the cache root where there is none.
 *
 * @returns the directory
 * @throws GoshawkError 'cache-root-unwritable'
 */
export function makeMemoDirectory(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true });
    return directory;
  } catch (error) {
    throw cacheRootUnwritable(directory, error);
  }
}

/** The error for a place beneath the cache root that cannot be written. */
export function cacheRootUnwritable(place: string, cause: unknown): GoshawkError {
  return new GoshawkError({
    code: 'cache-root-unwritable',
    message: `${place} cannot be written (${systemErrorCode(cause) ?? String(cause)}); it belongs to the cache of builds.`,
    next: 'Free space there or make it writable, or choose another place with the cacheRoot option or GOSHAWK_CACHE_ROOT.',
    cause,
  });
}
