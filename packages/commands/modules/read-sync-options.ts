import { posix } from 'node:path';
import { isObject, UsageError } from '../../support';

export interface SyncOptions {
  /** Directories whose modules are left out of go.work on purpose, relative to the workspace root. */
  readonly exclude: readonly string[];
}

/**
 * Reads `sync.generatorOptions["goshawk:sync"]` of nx.json.
 *
 * @throws UsageError 'invalid-sync-option'
 */
export function readSyncOptions(given: unknown): SyncOptions {
  if (given === undefined) return { exclude: [] };
  const { exclude = [], ...others } = isObject(given) ? given : { given };
  const isList = Array.isArray(exclude) && exclude.every((one) => typeof one === 'string');
  if (isList && Object.keys(others).length === 0)
    return { exclude: exclude.map((one: string) => posix.normalize(one).replace(/(.)\/$/, '$1')) };
  throw new UsageError({
    code: 'invalid-sync-option',
    message: 'sync.generatorOptions["goshawk:sync"] in nx.json is not of the form { "exclude": ["tools"] }.',
    next: 'List the directories there whose modules are to stay out of go.work.',
  });
}
