import { join } from 'node:path';
import { readJsonFile, sha256 } from '../../support';
import type { BuildFlags, Env, GoEnv } from '../../toolchain';
import type { MachineLook } from '../machine-look';
import { ChangedUnderSameTime } from './changed-under-same-time';
import { EMPTY_LISTING, type Listing } from './listing';
import { listWorkspace } from './list-workspace';
import { compareWatched, readWatched, type Watched } from './watched-content';
import { collectWatchedPaths } from './watched-paths';
import { makeMemoDirectory, writeMemo } from '../write-memo';

/** Raised whenever the shape of a memo changes. */
const VERSION = 3;

/** Nanoseconds by which a file system's clock may lag behind the system's. */
const CLOCK_TICK = 20_000_000n;

interface Memo {
  readonly version: number;
  readonly listing: Listing;
  readonly watched: Watched;
  /** Go files that changed under the same size and mtime. */
  readonly changedUnderSameTime: readonly string[];
}

export interface ListingRequest {
  readonly go: string;
  readonly cwd: string;
  readonly env: Env;
  readonly goEnv: GoEnv;
  readonly flags: BuildFlags;
  readonly memoDirectory: string;
  readonly look: MachineLook;
}

export interface ReadListing extends Listing {
  /** Whether the go command must not use its package index (`GODEBUG=goindex=0`). */
  readonly distrustIndex: boolean;
}

/**
 * The listing of the main modules: from the memo when nothing that it depends on changed (no process, one stat per
 * directory and Go file, and a look at the imports of an edited one), else from `go list`.
 */
export async function readListing(request: ListingRequest): Promise<ReadListing> {
  if (!hasMainModule(request.goEnv)) return { ...EMPTY_LISTING, distrustIndex: false };
  const file = join(request.memoDirectory, 'listings', `${listingKey(request)}.json`);
  const memo = readJsonFile(file, isMemo);
  return (memo && listingOf(memo, request, file)) ?? makeListing(request, file, memo);
}

/** The listing of a memo, if it holds; after an edit that changes no import the memo is told of it. */
function listingOf(memo: Memo, request: ListingRequest, file: string): ReadListing | undefined {
  const distrustIndex = memo.changedUnderSameTime.length > 0;
  const found = compareWatched(memo.watched, (path, kind) => request.look.stateOf(path, kind));
  if (!found.holds) return undefined;
  if (found.edited.length > 0) {
    if (distrustIndex || trustIn(request).update(found.edited, request.look.digests).length > 0)
      return undefined;
  }
  if (!found.isSame && newestChange(found.watched) < nanoseconds(Date.now()) - CLOCK_TICK) {
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
  const trust = trustIn(request);
  // Files known from the last listing first: the go command must not use a wrong index to list them.
  const known =
    memo === undefined
      ? []
      : trust.update(goFilesOf(memo.watched.files.map(({ path }) => path)), request.look.digests);
  // In a cache of its own: the user's may be off or served by a helper, and a dimension's is not known yet.
  const cache = makeMemoDirectory(join(request.memoDirectory, 'gocache'));
  const own = { ...request.env, GOCACHE: cache, GOCACHEPROG: '' };
  const list = (env: Env) => listWorkspace({ ...request, env, flags: listFlags(request.flags) });
  let listing = await list(known.length > 0 ? withoutGoIndex(own) : own);
  let paths = collectWatchedPaths(listing, request.goEnv);
  let changed = trust.update(goFilesOf(paths.files), request.look.digests);
  if (changed.length > 0 && known.length === 0) {
    listing = await list(withoutGoIndex(own));
    paths = collectWatchedPaths(listing, request.goEnv);
    changed = trust.update(goFilesOf(paths.files), request.look.digests);
  }
  // Not of the look, which was before the go command listed.
  const watched = readWatched(paths);
  const made: Memo = { version: VERSION, listing, watched, changedUnderSameTime: changed };
  // What changed while the go command listed may or may not be in its answer: such a listing serves this call only.
  if (newestChange(watched) < started - CLOCK_TICK) writeMemo(file, JSON.stringify(made));
  return { ...listing, distrustIndex: changed.length > 0 };
}

/** The environment with Go's package index switched off (cmd/go/internal/modindex: `#goindex`). */
export function withoutGoIndex(env: Env): Env {
  return { ...env, GODEBUG: [env.GODEBUG, 'goindex=0'].filter(Boolean).join(',') };
}

/** Whether a go.work is in force. */
export function usesGoWork({ GOWORK: goWork }: GoEnv): boolean {
  return goWork !== '' && goWork !== 'off';
}

function hasMainModule(goEnv: GoEnv): boolean {
  return usesGoWork(goEnv) || !['', '/dev/null', 'NUL'].includes(goEnv.GOMOD);
}

function goFilesOf(files: readonly string[]): string[] {
  return files.filter((path) => path.endsWith('.go'));
}

/** Everything besides file states that decides what `go list` answers. */
function listingKey({ goEnv, flags, look: { digests } }: ListingRequest): string {
  const scope = usesGoWork(goEnv) ? goEnv.GOWORK : goEnv.GOMOD;
  const variables = [
    'GOVERSION',
    'GOROOT',
    'GOOS',
    'GOARCH',
    'CGO_ENABLED',
    'GOEXPERIMENT',
    'GOMODCACHE',
    'GOFLAGS',
    'GOPROXY',
  ] as const;
  const overlay = flags.overlay === undefined ? '' : digests.digest(flags.overlay);
  const own = [...listFlags(flags), overlay];
  return sha256(scope, ...variables.map((name) => `${name}=${goEnv[name]}`), ...own).slice(0, 40);
}

/** The build flags that decide files and imports, for `go list`. */
function listFlags(flags: BuildFlags): string[] {
  const given: string[] = [];
  // An empty -tags, too: it takes back tags of GOFLAGS.
  given.push(`-tags=${flags.tags.join(',')}`);
  for (const name of ['race', 'msan', 'asan'] as const) if (flags[name]) given.push(`-${name}`);
  for (const name of ['mod', 'modfile', 'overlay', 'compiler'] as const) {
    const value = flags[name];
    if (value !== undefined && value !== '') given.push(`-${name}=${value}`);
  }
  return given;
}

function newestChange({ directories, files }: Watched): bigint {
  const times = [
    ...directories.map(({ state }) => state),
    ...files.map(({ state }) => state.slice(state.indexOf(':') + 1)),
  ];
  const changes = times.map((time) => BigInt(/^\d+:(\d+):/.exec(time)?.[1] ?? 0));
  return changes.reduce((newest, change) => (change > newest ? change : newest), 0n);
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
