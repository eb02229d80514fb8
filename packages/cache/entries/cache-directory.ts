import { closeSync, fstatSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFully, STATE_LENGTH, systemErrorCode, writeState } from '../../support';
import { ACTION_ENTRY_SIZE, parseActionEntry, type ActionEntry, type MalformedEntry } from './action-entry';
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

/** What an action entry says, and the state of its file when it was read. */
export interface LookedAtEntry {
  readonly entry: ReadEntry;
  readonly state: Float64Array;
}

/** For all action entries, each of which is read without a pause. */
const room = Buffer.allocUnsafeSlow(ACTION_ENTRY_SIZE);

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
    return this.lookAtAction(id).entry;
  }

  /** Reads an action entry; the state is of the file that was read, and means nothing where none was. */
  lookAtAction(id: ActionId): LookedAtEntry {
    const state = new Float64Array(STATE_LENGTH);
    try {
      return { entry: readEntry(this.actionPath(id), id, state), state };
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      return { entry: code === 'ENOENT' ? 'absent' : { unreadable: code }, state };
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

function readEntry(path: string, id: ActionId, state: Float64Array): ActionEntry | MalformedEntry {
  const file = openSync(path, 'r');
  try {
    const stats = fstatSync(file);
    writeState(stats, state, 0);
    // For Go it is what a malformed entry is.
    if (stats.isDirectory()) return { reason: 'it is a directory' };
    if (stats.size !== ACTION_ENTRY_SIZE) {
      return { reason: `it has ${stats.size} bytes instead of ${ACTION_ENTRY_SIZE}` };
    }
    return parseActionEntry(room.toString('latin1', 0, readFully(file, room, 0)), id);
  } finally {
    closeSync(file);
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
