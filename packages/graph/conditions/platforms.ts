/** Ports that some version of Go from 1.21 on builds for (`go tool dist list`), by operating system. */
const PORTS: Readonly<Record<string, string>> = {
  aix: 'ppc64',
  android: '386 amd64 arm arm64',
  darwin: 'amd64 arm64',
  dragonfly: 'amd64',
  freebsd: '386 amd64 arm arm64 riscv64',
  illumos: 'amd64',
  ios: 'amd64 arm64',
  js: 'wasm',
  linux: '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x',
  netbsd: '386 amd64 arm arm64',
  openbsd: '386 amd64 arm arm64 ppc64 riscv64',
  plan9: '386 amd64 arm',
  solaris: 'amd64',
  wasip1: 'wasm',
  windows: '386 amd64 arm arm64',
};

export const PLATFORMS: readonly { readonly goos: string; readonly goarch: string }[] = Object.entries(
  PORTS,
).flatMap(([goos, architectures]) => architectures.split(' ').map((goarch) => ({ goos, goarch })));

/** Words that a file name is constrained by, whether or not there is such a port (internal/syslist: KnownOS). */
export const KNOWN_OS: ReadonlySet<string> = new Set([...Object.keys(PORTS), ...['hurd', 'nacl', 'zos']]);

/** internal/syslist: KnownArch. */
export const KNOWN_ARCH: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ' +
    'ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

const NO_UNIX = new Set(['js', 'plan9', 'wasip1', 'windows']);

/** Whether the word in a build constraint says yes to an operating system (go/build/build.go: matchTag). */
export function matchesOs(word: string, goos: string): boolean {
  if (word === goos) return true;
  if (word === 'unix') return !NO_UNIX.has(goos);
  return IMPLIED[goos] === word;
}

const IMPLIED: Readonly<Record<string, string>> = { android: 'linux', illumos: 'solaris', ios: 'darwin' };
