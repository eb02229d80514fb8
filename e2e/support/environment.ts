import { execFileSync } from 'node:child_process';
import type { Env } from './run';

/** Variables of this process that would change what Go, the C compiler, npm or Nx do in a test. */
const foreign =
  /^(GO|CGO_|NX_|npm_|JEST_|GOSHAWK_)|^(CC|CXX|FC|AR|CI|NODE_OPTIONS|NODE_ENV|FORCE_COLOR|INIT_CWD|CPATH|PKG_CONFIG.*|.*_INCLUDE_PATH|LIBRARY_PATH|SOURCE_DATE_EPOCH)$/;

/** What a machine must keep to reach modules at all; everything else of Go starts from its defaults. */
const reachingModules = [
  'GOPROXY',
  'GONOPROXY',
  'GOPRIVATE',
  'GOSUMDB',
  'GONOSUMDB',
  'GOINSECURE',
  'GOMODCACHE',
];

/** The environment of every process in a test: the machine's, without the developer's settings for Go and Nx. */
export function cleanEnvironment(): Env {
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(inherited), ...moduleSettings(), GOTOOLCHAIN: 'local' };
}

let memoised: Env | undefined;

function moduleSettings(): Env {
  memoised ??= JSON.parse(
    execFileSync('go', ['env', '-json', ...reachingModules], { encoding: 'utf8' }),
  ) as Env;
  return memoised;
}
