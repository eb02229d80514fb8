import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../support';
import type { Dimension } from './describe-dimension';
import { cacheRootUnwritable } from './write-memo';

/** What `dimension.json` in a dimension's directory holds. */
export interface RecordedDimension {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly fingerprint: string;
  readonly components: Dimension['components'];
}

/**
 * Makes a dimension's directory ready for a go command: creates it, records its components, and sets Go's trim time to
 * now, so that the go command does not empty a cache that was unused for five days (cmd/go/internal/cache: Trim).
 *
 * @throws GoshawkError 'cache-root-unwritable' with the place and what to do.
 */
export function openDimension(dimension: Dimension): void {
  const { directory, gocache } = dimension;
  try {
    mkdirSync(gocache, { recursive: true });
    const record = join(directory, 'dimension.json');
    if (!existsSync(record))
      writeFileAtomic(record, JSON.stringify(recordOf(dimension), undefined, 2) + '\n');
    // Never ahead of now: the go command takes that for damage and trims at once.
    writeFileSync(join(gocache, 'trim.txt'), String(Math.floor(Date.now() / 1000)));
  } catch (error) {
    throw cacheRootUnwritable(directory, error);
  }
}

/** What is recorded of a dimension. */
export function recordOf({ name, fingerprint, components }: Dimension): RecordedDimension {
  return { schemaVersion: 1, name, fingerprint, components };
}
