import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '../../support';
import { parseActionEntry, type ActionEntry, type MalformedEntry } from './action-entry';
import { isActionId, isOutputId, type ActionId, type OutputId } from './ids';

/** Names of the directories in which entries lie: the first byte of an ID. */
export const SHARDS: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** What one of them holds; names that are none of Go's are passed over. */
export interface ShardNames {
  readonly actions: readonly ActionId[];
  readonly outputs: readonly OutputId[];
}

/** What a file that should be an action entry is. */
export type ReadEntry = ActionEntry | MalformedEntry | 'absent' | { readonly unreadable: string };

/** A GOCACHE on disk: where its entries are, and what they say. It changes nothing. */
export class CacheDirectory {
  /** @param path absolute, as GOCACHE has it */
  constructor(readonly path: string) {}

  shardPath(shard: string): string {
    return `${this.path}/${shard}`;
  }

  actionPath(id: ActionId): string {
    return `${this.path}/${id.slice(0, 2)}/${id}-a`;
  }

  /** A file, or for a cached executable a directory that holds it. */
  outputPath(id: OutputId): string {
    return `${this.path}/${id.slice(0, 2)}/${id}-d`;
  }

  /** Names in one shard; none where it is missing. */
  names(shard: string): ShardNames {
    const actions: ActionId[] = [];
    const outputs: OutputId[] = [];
    for (const name of namesIn(this.shardPath(shard))) {
      if (name.length !== 66 || !name.startsWith(shard)) continue;
      const id = name.slice(0, 64);
      if (name.endsWith('-a') && isActionId(id)) actions.push(id);
      else if (name.endsWith('-d') && isOutputId(id)) outputs.push(id);
    }
    return { actions, outputs };
  }

  /** All action IDs, by shard. */
  *actions(): Iterable<ActionId> {
    for (const shard of SHARDS) yield* this.names(shard).actions;
  }

  readAction(id: ActionId): ReadEntry {
    try {
      return parseActionEntry(readFileSync(this.actionPath(id), 'latin1'), id);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT') return 'absent';
      // A directory in its place is for Go what a malformed entry is.
      if (code === 'EISDIR') return { reason: 'it is a directory' };
      if (code === undefined) throw error;
      return { unreadable: code };
    }
  }

  /** Path of the one file in the directory of a cached executable; undefined where there is not exactly one. */
  executableIn(id: OutputId): string | undefined {
    const directory = this.outputPath(id);
    const names = namesIn(directory);
    const [only] = names;
    return only !== undefined && names.length === 1 ? join(directory, only) : undefined;
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
