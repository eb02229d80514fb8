import { UsageError } from '../../../support';
import type { Platform } from '../../target-defaults/host-platform';

export type CrossCompiler = 'gnu' | 'zig';

/** Triplets in the names of GNU cross compilers, as Debian and MinGW call them. */
const GNU: Readonly<Record<string, string>> = {
  'linux/386': 'i686-linux-gnu',
  'linux/amd64': 'x86_64-linux-gnu',
  'linux/arm': 'arm-linux-gnueabihf',
  'linux/arm64': 'aarch64-linux-gnu',
  'linux/mips64le': 'mips64el-linux-gnuabi64',
  'linux/ppc64le': 'powerpc64le-linux-gnu',
  'linux/riscv64': 'riscv64-linux-gnu',
  'linux/s390x': 's390x-linux-gnu',
  'windows/386': 'i686-w64-mingw32',
  'windows/amd64': 'x86_64-w64-mingw32',
  'windows/arm64': 'aarch64-w64-mingw32',
};

/** Targets of `zig cc`. */
const ZIG: Readonly<Record<string, string>> = {
  'darwin/amd64': 'x86_64-macos',
  'darwin/arm64': 'aarch64-macos',
  'linux/386': 'x86-linux-gnu',
  'linux/amd64': 'x86_64-linux-gnu',
  'linux/arm': 'arm-linux-gnueabihf',
  'linux/arm64': 'aarch64-linux-gnu',
  'linux/ppc64le': 'powerpc64le-linux-gnu',
  'linux/riscv64': 'riscv64-linux-gnu',
  'linux/s390x': 's390x-linux-gnu',
  'windows/386': 'x86-windows-gnu',
  'windows/amd64': 'x86_64-windows-gnu',
  'windows/arm64': 'aarch64-windows-gnu',
};

/**
 * The variables by which cgo finds the C compiler for a platform.
 *
 * @throws UsageError 'no-cross-compiler'
 */
export function compilerVariables(
  { goos, goarch }: Platform,
  compiler: CrossCompiler,
): { CC: string; CXX: string } {
  const platform = `${goos}/${goarch}`;
  const target = (compiler === 'gnu' ? GNU : ZIG)[platform];
  if (target === undefined)
    throw new UsageError({
      code: 'no-cross-compiler',
      message: `No ${compiler === 'gnu' ? 'GNU' : 'zig'} compiler is known for ${platform}.`,
      next: `Give --crossCompiler=none, and set CC in "env" of the configuration ${goos}-${goarch} by hand.`,
    });
  return compiler === 'gnu'
    ? { CC: `${target}-gcc`, CXX: `${target}-g++` }
    : { CC: `zig cc -target ${target}`, CXX: `zig c++ -target ${target}` };
}
