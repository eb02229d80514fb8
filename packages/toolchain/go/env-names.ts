/** The levels of architectures (`go help environment`). */
export const LEVEL_ENV_NAMES = [
  'GO386',
  'GOAMD64',
  'GOARM',
  'GOARM64',
  'GOMIPS',
  'GOMIPS64',
  'GOPPC64',
  'GORISCV64',
  'GOWASM',
] as const;

/** What `go env` answers without asking the C compiler. */
export const CHEAP_ENV_NAMES = [
  'GOVERSION',
  'GOROOT',
  'GOTOOLDIR',
  'GOOS',
  'GOARCH',
  'GOHOSTOS',
  'GOHOSTARCH',
  ...LEVEL_ENV_NAMES,
  'CGO_ENABLED',
  'GOEXPERIMENT',
  'GOFIPS140',
  'GOFLAGS',
  'GOMODCACHE',
  'GOCACHE',
  'GOENV',
  'GOWORK',
  'GOMOD',
  'GOTOOLCHAIN',
  'GOPROXY',
  'GOSUMDB',
  'GOPRIVATE',
  'GONOPROXY',
  'GONOSUMDB',
  'GOINSECURE',
  'GOVCS',
  'GOBIN',
  'GOPATH',
  'GOEXE',
  'GOCACHEPROG',
  'GODEBUG',
  'CC',
  'CXX',
  'FC',
  'AR',
] as const;

/**
 * What `go env` answers only after it prepared a build and asked the C compiler which flags it knows
 * (cmd/go/internal/envcmd: ExtraEnvVarsCostly), which takes longer than all others together and writes to GOCACHE.
 * The answer depends on the environment, the go env file and GOROOT/go.env alone.
 */
export const COSTLY_ENV_NAMES = [
  'PKG_CONFIG',
  'CGO_CFLAGS',
  'CGO_CPPFLAGS',
  'CGO_CXXFLAGS',
  'CGO_FFLAGS',
  'CGO_LDFLAGS',
] as const;

export type CostlyEnvName = (typeof COSTLY_ENV_NAMES)[number];
export type GoEnvName = (typeof CHEAP_ENV_NAMES)[number] | CostlyEnvName;

/** Every name that a GoEnv has. */
export const GO_ENV_NAMES: readonly GoEnvName[] = [...CHEAP_ENV_NAMES, ...COSTLY_ENV_NAMES];

/** The values that hold for a go command in a directory with an environment; '' for what that Go does not know. */
export type GoEnv = Readonly<Record<GoEnvName, string>>;
