import { resolve } from 'node:path';
import { sha256 } from '../../support';
import {
  LEVEL_ENV_NAMES,
  mainModuleFile,
  type BuildFlags,
  type GoEnv,
  type GoEnvName,
} from '../../toolchain';
import type { Overlay } from '../user-overlay';

/** Settings that decide files and imports; the levels of architectures are build tags (internal/buildcfg: gogoarchTags). */
const DECIDING_SETTINGS: readonly GoEnvName[] = [
  'GOVERSION',
  'GOROOT',
  'GOOS',
  'GOARCH',
  ...LEVEL_ENV_NAMES,
  'CGO_ENABLED',
  'GOEXPERIMENT',
  'GOFIPS140',
  'GOMODCACHE',
  'GOFLAGS',
  'GOPROXY',
];

export interface ListingKeyRequest {
  /** Directory in which the go command runs: relative files of flags lie there. */
  readonly cwd: string;
  readonly goEnv: GoEnv;
  readonly flags: BuildFlags;
  /** What `-overlay` says, with absolute paths. */
  readonly userOverlay: Overlay;
}

/** Everything besides file states that decides what `go list` answers, as 40 hex digits. */
export function listingKey({ cwd, goEnv, flags, userOverlay }: ListingKeyRequest): string {
  const settings = DECIDING_SETTINGS.map((name) => `${name}=${goEnv[name]}`);
  const overlay = JSON.stringify(Object.entries(userOverlay).sort());
  return sha256(mainModuleFile(goEnv), ...settings, ...listFlags(flags, cwd), overlay).slice(0, 40);
}

/** The build flags that decide files and imports, for `go list`; files with absolute paths. */
export function listFlags(flags: BuildFlags, cwd: string): string[] {
  const given: string[] = [];
  // An empty -tags, too: it takes back tags of GOFLAGS.
  given.push(`-tags=${flags.tags.join(',')}`);
  for (const name of ['race', 'msan', 'asan'] as const) if (flags[name]) given.push(`-${name}`);
  for (const name of ['mod', 'compiler'] as const) {
    if (flags[name] !== undefined) given.push(`-${name}=${flags[name]}`);
  }
  for (const name of ['modfile', 'overlay'] as const) {
    if (flags[name] !== undefined) given.push(`-${name}=${resolve(cwd, flags[name])}`);
  }
  return given;
}
