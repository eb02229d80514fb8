import type { GoEnv } from '../../../toolchain';

/** A compiler with the flags that cmd/go always gives it (cmd/go/internal/work/exec.go: compilerCmd), less those of diagnostics. */
export function compilerCommand(compiler: readonly string[], packageDir: string, goEnv: GoEnv): string[] {
  return [
    ...compiler,
    '-I',
    packageDir,
    ...(goEnv.GOOS === 'windows' ? [] : ['-fPIC']),
    ...archFlags(goEnv),
    goEnv.GOOS === 'windows' ? '-mthreads' : '-pthread',
    ...(goEnv.GOOS === 'aix' ? ['-mcmodel=large'] : []),
    ...(goEnv.GOOS === 'darwin' || goEnv.GOOS === 'ios' ? ['-fno-common'] : []),
  ];
}

/** cmd/go/internal/work/exec.go: gccArchArgs. cmd/cgo/gcc.go: gccMachine says the same. */
export function archFlags(goEnv: GoEnv): string[] {
  const { GOOS, GOARCH } = goEnv;
  const darwin = GOOS === 'darwin';
  switch (GOARCH) {
    case '386':
      return ['-m32'];
    case 'amd64':
      return darwin ? ['-arch', 'x86_64', '-m64'] : ['-m64'];
    case 'arm64':
      return darwin ? ['-arch', 'arm64'] : [];
    case 'arm':
      return ['-marm'];
    case 's390x':
      return ['-m64', '-march=z13'];
    case 'mips64':
    case 'mips64le':
      return ['-mabi=64', ...floatFlags(goEnv.GOMIPS64, ['-mhard-float'])];
    case 'mips':
    case 'mipsle':
      return [
        '-mabi=32',
        '-march=mips32',
        ...floatFlags(goEnv.GOMIPS, ['-mhard-float', '-mfp32', '-mno-odd-spreg']),
      ];
    case 'loong64':
      return ['-mabi=lp64d'];
    case 'ppc64':
      return GOOS === 'aix' ? ['-maix64'] : [];
    default:
      return [];
  }
}

function floatFlags(level: string, hard: string[]): string[] {
  if (level === 'hardfloat') return hard;
  return level === 'softfloat' ? ['-msoft-float'] : [];
}
