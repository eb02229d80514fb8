import { splitQuoted } from '../../../toolchain';
import type { CContext, CgoPackage } from '../types';

const DEFAULT_FLAGS = '-g -O2';

/** Compiler commands as lists of words, and Go's own lists of flags in Go's order. */
export interface CSettings {
  readonly cc: readonly string[];
  readonly cxx: readonly string[];
  readonly fc: readonly string[];
  /** Only the first word counts (cmd/go/internal/work/exec.go: PkgconfigCmd). */
  readonly pkgConfig: string;
  readonly cppFlags: readonly string[];
  readonly cFlags: readonly string[];
  readonly cxxFlags: readonly string[];
  readonly fortranFlags: readonly string[];
  readonly linkerFlags: readonly string[];
}

/** The flags of `-asan` and `-msan` builds, which come before all others (work/exec.go: runCgo). */
function sanitizerFlags({ sanitizer }: CContext): string[] {
  return sanitizer === undefined ? [] : [`-fsanitize=${sanitizer}`];
}

/** Settings from CGO_* variables and `#cgo` lines, without what pkg-config adds (work/exec.go: CFlags). */
export function readCSettings(pkg: CgoPackage, context: CContext): CSettings {
  const { goEnv, env } = context;
  return {
    cc: words(goEnv.CC, 'gcc'),
    cxx: words(goEnv.CXX, 'g++'),
    fc: words(goEnv.FC || env.FC, 'gfortran'),
    pkgConfig: words(goEnv.PKG_CONFIG, 'pkg-config')[0] ?? 'pkg-config',
    cppFlags: [...words(goEnv.CGO_CPPFLAGS, ''), ...pkg.cppflags],
    cFlags: [...sanitizerFlags(context), ...words(goEnv.CGO_CFLAGS, DEFAULT_FLAGS), ...pkg.cflags],
    cxxFlags: [...words(goEnv.CGO_CXXFLAGS, DEFAULT_FLAGS), ...pkg.cxxflags],
    fortranFlags: [...words(goEnv.CGO_FFLAGS, DEFAULT_FLAGS), ...pkg.fflags],
    linkerFlags: [...sanitizerFlags(context), ...words(goEnv.CGO_LDFLAGS, DEFAULT_FLAGS), ...pkg.ldflags],
  };
}

/** What pkg-config answers goes behind CPPFLAGS and LDFLAGS (work/exec.go: runCgo). */
export function addPkgConfigFlags(
  settings: CSettings,
  { cflags, libs }: { cflags: readonly string[]; libs: readonly string[] },
): CSettings {
  return {
    ...settings,
    cppFlags: [...settings.cppFlags, ...cflags],
    linkerFlags: [...settings.linkerFlags, ...libs],
  };
}

function words(value: string | undefined, whenEmpty: string): string[] {
  return splitQuoted(value || whenEmpty);
}
