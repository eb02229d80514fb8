import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Env } from '../../toolchain';

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
  const file = readGoEnvFile(env);
  return {
    goos: env.GOOS || file.get('GOOS') || (GOOS[process.platform] ?? process.platform),
    goarch: env.GOARCH || file.get('GOARCH') || (GOARCH[process.arch] ?? process.arch),
  };
}

/** Settings that `go env -w` wrote (cmd/go/internal/cfg/cfg.go: EnvFile). */
function readGoEnvFile(env: Env): ReadonlyMap<string, string> {
  const path = env.GOENV || join(userConfigDirectory(env), 'go', 'env');
  if (path === 'off') return new Map();
  try {
    const lines = readFileSync(path, 'utf8').split(/\r?\n/);
    const pairs = lines.filter((line) => line.includes('=') && !line.startsWith('#'));
    return new Map(
      pairs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  } catch {
    // No file: nothing was written with `go env -w`.
    return new Map();
  }
}

/** As Go's os.UserConfigDir. */
function userConfigDirectory(env: Env): string {
  if (process.platform === 'win32') return env.APPDATA ?? '';
  const home = env.HOME ?? homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  return env.XDG_CONFIG_HOME || join(home, '.config');
}
