import { dirname, join } from 'node:path';
import { mapParallel, sha256, type FileDigests } from '../support';
import {
  mainModuleFile,
  parseBuildFlags,
  readGoEnv,
  type BuildFlags,
  type Env,
  type GoEnv,
} from '../toolchain';
import { cCompilerIdentity, cEnvironment, computeCInputs, type CContext, type CInputs } from './c-inputs';
import { soundness, type Component } from './components/component';
import { layoutComponents } from './components/layout';
import { moduleCacheIdentity } from './components/module-cache';
import { SettingSources } from './components/setting-source';
import { toolchainIdentity } from './components/toolchain-identity';
import { toolexecComponent } from './components/toolexec';
import { dimensionName, fingerprintOf } from './fingerprint';
import { MachineLook } from './machine-look';
import { readUserOverlay, type Overlay } from './user-overlay';
import { BuildListFiles } from './packages/build-list-files';
import { readListing, type ReadListing } from './packages/read-listing';

/** How many C compilers run at the same time where nothing is memoised yet. */
const C_PARALLEL = 2;

export interface DimensionRequest {
  /** Absolute path of the go command. */
  readonly go: string;
  /** Directory in which the go command would run. */
  readonly cwd: string;
  /** The whole environment of the go command; GOOS, GOARCH and CGO_ENABLED options are set in it already. */
  readonly env: Env;
  /** Build flags of the command line, such as `-tags=x` and `-race`; GOFLAGS is merged from the go env. */
  readonly flags: readonly string[];
  /** The verb that the flags belong to; `build` where none is given. */
  readonly verb?: string;
  readonly cacheRoot: string;
  /** What `go env` says in that directory, where the caller knows it already. */
  readonly goEnv?: GoEnv;
  /** What the description of another dimension of the same cache root saw of the machine just now. */
  readonly look?: MachineLook;
}

export interface Dimension {
  readonly name: string;
  /** SHA-256 (hex) over all components. */
  readonly fingerprint: string;
  readonly components: readonly Component[];
  /** `<cacheRoot>/<name>`. */
  readonly directory: string;
  /** What GOCACHE points at. */
  readonly gocache: string;
  readonly goEnv: GoEnv;
  readonly buildFlags: BuildFlags;
  readonly listing: ReadListing;
  /** The files that decide the build list: go.work, and go.mod of every main and replaced module. */
  readonly buildList: BuildListFiles;
  /** The user's own `-overlay`, merged into Goshawk's. */
  readonly userOverlay: Overlay;
  /** C input closures of the packages outside the workspace, which are components of the dimension. */
  readonly outsideClosures: readonly CInputs[];
  /** What the C input closures of workspace packages are computed with. */
  readonly cContext: CContext;
  readonly digests: FileDigests;
}

/**
 * Computes the build dimension of a go command: its components, fingerprint and directory. Creates nothing but memos.
 * Warm, it costs one `go env` and file stats.
 *
 * @throws GoshawkError when the go command cannot say what it would do (too old, go.mod broken …).
 */
export async function describeDimension(request: DimensionRequest): Promise<Dimension> {
  const look = request.look ?? new MachineLook(request.cacheRoot);
  // A copy, since each read of process.env asks the system.
  const env = { ...request.env };
  return look.during(() => describe({ ...request, env }, look));
}

async function describe(request: DimensionRequest, look: MachineLook): Promise<Dimension> {
  const { go, cwd, env, flags, cacheRoot } = request;
  const { digests } = look;
  const goEnv = request.goEnv ?? (await readGoEnv({ go, cwd, env }));
  const memoDirectory = join(cacheRoot, 'memo');
  const buildFlags = parseBuildFlags(goEnv.GOFLAGS, flags, request.verb ?? 'build');
  const userOverlay = readUserOverlay(buildFlags.overlay, cwd);
  const flagged = { flags: buildFlags, userOverlay };
  const listing = await readListing({ go, cwd, env, goEnv, ...flagged, memoDirectory, look });
  const roots = namedRoots(goEnv);
  const sanitizer = buildFlags.asan ? 'address' : buildFlags.msan ? 'memory' : undefined;
  const cContext: CContext = {
    env,
    goEnv,
    go,
    cwd,
    memoDirectory,
    digests,
    roots,
    sanitizer,
    overlay: userOverlay,
  };
  const sources = new SettingSources(env, goEnv, flags);
  const usesC = goEnv.CGO_ENABLED === '1';
  const outsideClosures = usesC ? await closuresOutside(listing, cContext) : [];
  const components = [
    ...layoutComponents(goEnv, buildFlags, sources),
    toolchainIdentity(goEnv, digests),
    toolexecComponent(buildFlags, { cwd, env, digests, sources }),
    moduleCacheIdentity(listing.moduleCacheDirs, memoDirectory),
    ...(usesC ? await cComponents(outsideClosures, cContext, sources) : []),
  ];
  saveMemo(digests);
  const fingerprint = fingerprintOf(components);
  const name = dimensionName(components, fingerprint);
  const directory = join(cacheRoot, name);
  return {
    name,
    fingerprint,
    components,
    directory,
    gocache: join(directory, 'gocache'),
    goEnv,
    buildFlags,
    listing,
    buildList: new BuildListFiles(listing, goEnv, digests),
    userOverlay,
    outsideClosures,
    cContext,
    digests,
  };
}

function closuresOutside({ outsideCgo }: ReadListing, context: CContext): Promise<CInputs[]> {
  return mapParallel(outsideCgo, C_PARALLEL, (one) => computeCInputs(one, context));
}

async function cComponents(
  closures: readonly CInputs[],
  context: CContext,
  sources: SettingSources,
): Promise<Component[]> {
  const compiler = await cCompilerIdentity(context);
  const environment = cEnvironment(context.env).map(({ name, value }) => `${name}=${value}`);
  const outside = closures.map(({ importPath, digest }) => `${importPath} ${digest}`).sort();
  return [
    soundness('C compiler', compiler.value, sources.ofVariable('CC')),
    soundness('C environment', environment.join(' '), 'env'),
    soundness(
      'C inputs outside the workspace',
      outside.length === 0 ? 'none' : `${outside.length} packages ${sha256(...outside).slice(0, 32)}`,
      'content of what the C compiler reads for them',
    ),
  ];
}

/** Roots under which files count by their relative path, so that equal contents elsewhere give equal digests. */
function namedRoots(goEnv: GoEnv): CContext['roots'] {
  const workspace = dirname(mainModuleFile(goEnv));
  return [
    { name: 'workspace', dir: workspace },
    { name: 'GOMODCACHE', dir: goEnv.GOMODCACHE },
    { name: 'GOROOT', dir: goEnv.GOROOT },
  ].filter(({ dir }) => dir !== '' && dir !== '.');
}

/** Writes the memo of digests; a disk that is full costs the next call time and this one nothing. */
export function saveMemo(digests: FileDigests): void {
  try {
    digests.save();
  } catch {
    // Only a memo: what it would have held is computed again.
  }
}
