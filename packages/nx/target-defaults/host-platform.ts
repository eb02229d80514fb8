import { goEnvFile, readGoEnvFile, type Env } from '../../toolchain';

export interface Platform {
  readonly goos: string;
  readonly goarch: string;
}

const GOOS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const GOARCH: Readonly<Record<string, string>> = {
  x64: 'amd64',
  ia32: '386',
  mipsel: 'mipsle',
  ppc64: 'ppc64le',
};

/**
 * The platform that a plain `go build` builds for, without asking the go command: environment, go env file, host. The
 * executor refuses where the go command turns out to mean another.
 */
export function hostPlatform(env: Env): Platform {
  const file = readGoEnvFile(goEnvFile(env));
  return {
    goos: env.GOOS || file.get('GOOS') || (GOOS[process.platform] ?? process.platform),
    goarch: env.GOARCH || file.get('GOARCH') || (GOARCH[process.arch] ?? process.arch),
  };
}
