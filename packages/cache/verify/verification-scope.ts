import { SHARDS, type CacheDirectory, type ShardNames } from '../entries/cache-directory';
import { hashToString, subkey, type ActionId } from '../entries/ids';
import type { OutputKind } from '../records/verified-entry';
import type { VerifiedEntries } from '../records/verified-entries';

/**
 * Which entries are verified. `new`: those with names that were not there at the last verification. `part`: the n-th of so many parts
 * of equal size, from 1. `shard`: those in one of the 256 directories, from 0. `kinds`: those that were verified before and whose outputs are of some kinds. `actions`: those that action
 * graphs name by the beginning of their IDs (see hashToString), and what Go keeps beside them.
 */
export type VerificationScope =
  | { readonly of: 'new' | 'all' }
  | { readonly of: 'part'; readonly number: number; readonly parts: number }
  | { readonly of: 'shard'; readonly number: number }
  | { readonly of: 'kinds'; readonly kinds: ReadonlySet<OutputKind> }
  | { readonly of: 'actions'; readonly hashes: Iterable<string> };

/** Names under which Go keeps what a compiler or linker printed, and the files that it compiled (cmd/go/internal/work). */
const SUBKEYS = ['stdout', 'srcfiles', 'link-stdout'];

/** Kinds that words of vet have; where it printed nothing, nothing is lost with it. */
const PRINTED: ReadonlySet<OutputKind> = new Set(['other']);

/** Finds the entries of scopes in one cache. */
export class ScopedEntries {
  private readonly listed = new Map<string, ShardNames>();

  /** @param isAsked whether names may have come to a directory, by its number, since the last verification */
  constructor(
    private readonly cache: CacheDirectory,
    private readonly verified: VerifiedEntries,
    private readonly isAsked: (shard: number) => boolean,
  ) {}

  /** Each entry once. */
  of(scopes: readonly VerificationScope[]): ReadonlySet<ActionId> {
    const found = new Set<ActionId>();
    for (const scope of scopes) for (const id of this.ofOne(scope)) found.add(id);
    return found;
  }

  private *ofOne(scope: VerificationScope): Iterable<ActionId> {
    switch (scope.of) {
      case 'new':
        for (const [shard, name] of SHARDS.entries()) {
          if (!this.isAsked(shard)) continue;
          for (const id of this.namesIn(name).actions) if (this.verified.find(id) === undefined) yield id;
        }
        return;
      case 'all':
        yield* this.all();
        return;
      case 'part':
        for (const id of this.all()) if (partOf(id, scope.parts) === scope.number - 1) yield id;
        return;
      case 'shard':
        yield* this.namesIn(SHARDS[scope.number] ?? '').actions;
        return;
      case 'kinds':
        yield* this.verified.ofKinds(scope.kinds);
        return;
      case 'actions':
        for (const hash of scope.hashes) yield* this.ofAction(hash);
    }
  }

  /** What is there, and what vet may have printed and is there no more: nothing else would tell that it is lost. */
  private *all(): Iterable<ActionId> {
    yield* this.cache.actions();
    yield* this.verified.ofKinds(PRINTED);
  }

  /** An action has no entry where its result was not kept, as that of most links. */
  private *ofAction(hash: string): Iterable<ActionId> {
    const id = this.verified.findByHash(hash) ?? this.findNew(hash);
    if (id === undefined) return;
    yield id;
    for (const name of SUBKEYS) {
      const beside = subkey(id, name);
      // One that was never verified is among the new ones.
      if (this.verified.has(beside)) yield beside;
    }
  }

  private findNew(hash: string): ActionId | undefined {
    return this.namesIn(shardOf(hash)).actions.find((id) => hashToString(id) === hash);
  }

  private namesIn(shard: string): ShardNames {
    let names = this.listed.get(shard);
    if (names === undefined) this.listed.set(shard, (names = this.cache.names(shard)));
    return names;
  }
}

function shardOf(hash: string): string {
  return Buffer.from(hash.slice(0, 4), 'base64url').toString('hex', 0, 1);
}

/** Action IDs are evenly spread. */
function partOf(id: ActionId, parts: number): number {
  return Number.parseInt(id.slice(0, 8), 16) % parts;
}
