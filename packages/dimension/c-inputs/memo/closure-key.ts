import { sha256 } from '../../../support';
import { cEnvironment } from '../c-environment';
import type { CSettings } from '../compiler/c-settings';
import { findProgram } from '../compiler/find-program';
import { overlayOf } from '../overlaid-package';
import type { CContext, CgoPackage } from '../types';

const VERSION = 1;

/** Everything but contents that a closure depends on: equal keys, the same questions to the same compiler. */
export function closureKey(
  pkg: CgoPackage,
  settings: CSettings,
  context: CContext,
  { compiler, extra }: { compiler: string; extra: readonly string[] },
): string {
  const { env, goEnv, cwd, roots } = context;
  const { GOOS, GOARCH, GOMIPS, GOMIPS64 } = goEnv;
  const programs = [settings.pkgConfig, settings.fc[0] ?? ''].map(
    (name) => findProgram(name, env, cwd) ?? '',
  );
  const usesCwd =
    goEnv.CGO_LDFLAGS !== '' && goEnv.CGO_LDFLAGS !== '-O2 -g' && goEnv.CGO_LDFLAGS !== '-g -O2';
  return sha256(
    JSON.stringify([
      VERSION,
      pkg,
      settings,
      [GOOS, GOARCH, GOMIPS, GOMIPS64],
      programs,
      compiler,
      extra,
      roots,
      overlayOf(pkg, context),
      cEnvironment(env),
      usesCwd ? cwd : '',
    ]),
  );
}
