import { inspectEntries, renderInspection } from '../commands';
import { graphPlaceOf, type PlaceOptions } from './context';

export interface CacheInspectOptions extends PlaceOptions {
  readonly dimension?: string;
  readonly gocache?: string;
  readonly json?: boolean;
}

/** `goshawk cache inspect <package|id|file>`: all that is known of entries. */
export function printCacheEntry(subject: string, options: CacheInspectOptions): number {
  const { cwd, cacheRoot } = graphPlaceOf(options);
  const { dimension, gocache, json } = options;
  const document = inspectEntries({ cwd, cacheRoot, dimension, gocache, subject });
  process.stdout.write(
    json === true ? `${JSON.stringify(document, undefined, 2)}\n` : renderInspection(document),
  );
  return 0;
}
