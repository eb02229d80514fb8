import { C_ENVIRONMENT_NAMES, C_ENVIRONMENT_PREFIXES } from '../../dimension';
import { LEVEL_ENV_NAMES } from '../../toolchain';

/** Variables by which a go command makes something else (`go help environment`), C compiler and C flags included; some end in `*`. */
export const GO_SETTING_PATTERNS: readonly string[] = [
  ...['GOOS', 'GOARCH', ...LEVEL_ENV_NAMES],
  ...['GOFLAGS', 'GOEXPERIMENT', 'GOFIPS140', 'GODEBUG', 'GOTOOLCHAIN', 'GOWORK', 'GO111MODULE', 'GOROOT'],
  ...['GOENV', 'XDG_CONFIG_HOME', 'GO_EXTLINK_ENABLED'],
  ...['CGO_*', 'CC', 'CXX', 'FC', 'PKG_CONFIG'],
];

/** Variables that the C compiler, the linker or pkg-config read; some end in `*`. */
export const C_SETTING_PATTERNS: readonly string[] = [
  ...C_ENVIRONMENT_NAMES,
  ...C_ENVIRONMENT_PREFIXES.map((prefix) => `${prefix}*`),
];

/** Variables that a go command needs to find modules and caches, and by which nothing else is made. */
export const GO_PASSED_NAMES: readonly string[] = [
  ...['GOPATH', 'GOCACHE', 'GOMODCACHE', 'GOBIN', 'GOTMPDIR', 'GOCACHEPROG', 'GOTELEMETRYDIR'],
  ...['GOPROXY', 'GOPRIVATE', 'GONOPROXY', 'GOSUMDB', 'GONOSUMDB', 'GOINSECURE', 'GOVCS', 'GOAUTH'],
  ...['XDG_CACHE_HOME', 'NETRC', 'SSH_AUTH_SOCK', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_ASKPASS', 'GIT_CONFIG_GLOBAL', 'GIT_TERMINAL_PROMPT'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
];
