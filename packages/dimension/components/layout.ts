import type { BuildFlags, GoEnv, GoEnvName } from '../../toolchain';
import { layout, type Component } from './component';
import type { SettingSources } from './setting-source';

/** The `go env` variable that holds the architecture level of each GOARCH. */
const LEVEL_VARIABLES: Readonly<Record<string, GoEnvName>> = {
  '386': 'GO386',
  amd64: 'GOAMD64',
  arm: 'GOARM',
  arm64: 'GOARM64',
  mips: 'GOMIPS',
  mipsle: 'GOMIPS',
  mips64: 'GOMIPS64',
  mips64le: 'GOMIPS64',
  ppc64: 'GOPPC64',
  ppc64le: 'GOPPC64',
  riscv64: 'GORISCV64',
  wasm: 'GOWASM',
};

/** Instrumentation of a build, in a fixed order: race, msan, asan, cover. */
function instrumentationOf(flags: BuildFlags): string[] {
  return (['race', 'msan', 'asan', 'cover'] as const).filter((name) => flags[name]);
}

/** The components that choose a dimension's directory. */
export function layoutComponents(goEnv: GoEnv, flags: BuildFlags, sources: SettingSources): Component[] {
  const levelVariable = LEVEL_VARIABLES[goEnv.GOARCH];
  const level = levelVariable === undefined ? '' : goEnv[levelVariable];
  const instrumentation = instrumentationOf(flags);
  return [
    layout('GOOS', goEnv.GOOS, sources.ofVariable('GOOS')),
    layout('GOARCH', goEnv.GOARCH, sources.ofVariable('GOARCH')),
    layout('level', level, levelVariable === undefined ? 'default' : sources.ofVariable(levelVariable)),
    layout('CGO_ENABLED', goEnv.CGO_ENABLED, sources.ofVariable('CGO_ENABLED')),
    layout('tags', flags.tags.join(','), sources.ofFlag('tags')),
    layout(
      'instrumentation',
      instrumentation.join(','),
      instrumentation.length === 0 ? 'default' : sources.ofFlag(instrumentation[0] ?? ''),
    ),
    layout('GOEXPERIMENT', goEnv.GOEXPERIMENT, sources.ofVariable('GOEXPERIMENT')),
    layout('trimpath', String(flags.trimpath), sources.ofFlag('trimpath')),
    layout('buildmode', flags.buildmode, sources.ofFlag('buildmode')),
  ];
}
