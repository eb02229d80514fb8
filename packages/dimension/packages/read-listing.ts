import { join, resolve } from 'node:path';
import { isSettled, readJsonFile } from '../../support';
import { hasMainModule, type BuildFlags, type Env, type GoEnv } from '../../toolchain';
import type { MachineLook } from '../machine-look';
import type { Overlay } from '../user-overlay';
import { makeMemoDirectory, writeMemo } from '../write-memo';
import { ChangedUnderSameTime } from './changed-under-same-time';
import { withoutGoIndex } from './go-index';
import { EMPTY_LISTING, type Listing } from './listing';
import { listFlags, listingKey } from './listing-key';
import { listWorkspace } from './list-workspace';
import { compareWatched, readWatched, type Watched } from './watched-content';
import { collectWatchedPaths } from './watched-paths';

/** Raised whenever the shape of a memo changes. */
const VERSION = 5;

interface Memo {
  readonly version: number;
  readonly listing: Listing;
  readonly watched: Watched;
  /** Source files that changed under the same size and mtime. */
  readonly changedUnderSameTime: readonly string[];
}

export interface ListingRequest {
  readonly go: string;
  readonly cwd: string;
  readonly env: Env;
  readonly goEnv: GoEnv;
  readonly flags: BuildFlags;
  /** What `-overlay` says, with absolute paths. */
  readonly userOverlay: Overlay;
  readonly memoDirectory: string;
  readonly look: MachineLook;
}

export interface ReadListing extends Listing {
  /** Whether the go command must not use its package index (`GODEBUG=goindex=0`). */
  readonly distrustIndex: boolean;
}

/**
 * The listing of the main modules: from the memo when nothing that it depends on changed (no process, one stat per
 * directory and source file, and a look at the imports of an edited one), else from `go list`.
 */
export async function readListing(request: ListingRequest): Promise<ReadListing> {
  if (!hasMainModule(request.goEnv)) return { ...EMPTY_LISTING, distrustIndex: false };
  const file = join(request.memoDirectory, 'listings', `${listingKey(request)}.json`);
  const memo = readJsonFile(file, isMemo);
  return (memo && listingOf(memo, request, file)) ?? makeListing(request, file, memo);
}

/** The listing of a memo, if it holds; after an edit that changes no import the memo is told of it. */
function listingOf(memo: Memo, request: ListingRequest, file: string): ReadListing | undefined {
  // Before contents are compared: what changes between the reading of a content and of its state is not settled then.
  const started = nanoseconds(Date.now());
  const distrustIndex = memo.changedUnderSameTime.length > 0;
  const found = compareWatched(memo.watched, (path, kind) => request.look.stateOf(path, kind));
  if (!found.holds) return undefined;
  if (found.edited.length > 0) {
    if (distrustIndex || trustIn(request).update(found.edited, request.look.digests).length > 0)
      return undefined;
  }
  if (!found.isSame && isAllSettled(found.watched, started)) {
    writeMemo(file, JSON.stringify({ ...memo, watched: found.watched }));
  }
  return { ...memo.listing, distrustIndex };
}

function trustIn({ memoDirectory }: ListingRequest): ChangedUnderSameTime {
  return new ChangedUnderSameTime(join(memoDirectory, 'go-files.json'));
}

function nanoseconds(milliseconds: number): bigint {
  return BigInt(milliseconds) * 1_000_000n;
}

async function makeListing(
  request: ListingRequest,
  file: string,
  memo: Memo | undefined,
): Promise<ReadListing> {
  const started = nanoseconds(Date.now());
  const { cwd, flags, goEnv, look, userOverlay } = request;
  const trust = trustIn(request);
  const update = (sources: readonly string[]) => trust.update(sources, look.digests);
  // Files known from the last listing first: the go command must not use a wrong index to list them.
  const known = memo === undefined ? [] : update(memo.watched.sources.map(({ path }) => path));
  // In a cache of its own: the user's may be off or served by a helper, and a dimension's is not known yet.
  const cache = makeMemoDirectory(join(request.memoDirectory, 'gocache'));
  const own = { ...request.env, GOCACHE: cache, GOCACHEPROG: '' };
  const modfile = flags.modfile === undefined ? undefined : resolve(cwd, flags.modfile);
  const list = (env: Env) => listWorkspace({ ...request, env, flags: listFlags(flags, cwd), modfile });
  const collect = (from: Listing) => collectWatchedPaths(from, { goEnv, modfile, userOverlay });
  let listing = await list(known.length > 0 ? withoutGoIndex(own) : own);
  let paths = collect(listing);
  let changed = update(paths.sources);
  if (changed.length > 0 && known.length === 0) {
    listing = await list(withoutGoIndex(own));
    paths = collect(listing);
    changed = update(paths.sources);
  }
  // Not of the look, which was before the go command listed.
  const watched = readWatched(paths);
  const made: Memo = { version: VERSION, listing, watched, changedUnderSameTime: changed };
  // What changed while the go command listed may or may not be in its answer: such a listing serves this call only.
  if (isAllSettled(watched, started)) writeMemo(file, JSON.stringify(made));
  return { ...listing, distrustIndex: changed.length > 0 };
}

/** Whether nothing changed at or after a moment, nor just before it. */
function isAllSettled({ directories, sources, files }: Watched, moment: bigint): boolean {
  const changes = [
    ...directories.map(({ state }) => state),
    ...[...sources, ...files].map(({ state }) => state.slice(state.indexOf(':') + 1)),
  ];
  return changes.every((times) => isSettled(BigInt(/^\d+:(\d+):/.exec(times)?.[1] ?? 0), moment));
}

function isMemo(value: unknown): value is Memo {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === VERSION &&
    'watched' in value
  );
}
