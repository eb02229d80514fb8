import { posix, win32 } from 'node:path';
import { readVariable, type Env } from '../../support';
import { readIfPresent } from './read-if-present';

/**
 * The file that `go env -w` writes (cmd/go/internal/cfg/cfg.go: EnvFile): GOENV, or `go/env` in the directory of Go's
 * os.UserConfigDir. Undefined where there is none: GOENV is `off`, or that directory is unknown.
 */
export function goEnvFile(env: Env, platform: NodeJS.Platform = process.platform): string | undefined {
  const given = readVariable(env, 'GOENV', platform);
  if (given) return given === 'off' ? undefined : given;
  const directory = userConfigDirectory(env, platform);
  const paths = platform === 'win32' ? win32 : posix;
  return directory === undefined ? undefined : paths.join(directory, 'go', 'env');
}

/**
 * The settings of a go env file, or of GOROOT/go.env (cmd/go/internal/cfg/cfg.go: readEnvFile): lines KEY=VALUE; what
 * does not begin with a capital letter is ignored, a later line wins. As in Go, a file that cannot be read counts as
 * empty; so does none (`off`, '', undefined).
 */
export function readGoEnvFile(file: string | undefined): ReadonlyMap<string, string> {
  if (file === undefined || file === '' || file === 'off') return new Map();
  const lines = readIfPresent(file).split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const equals = line.indexOf('=');
      return equals > 0 && /^[A-Z]/.test(line) ? [[line.slice(0, equals), line.slice(equals + 1)]] : [];
    }),
  );
}

function userConfigDirectory(env: Env, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return readVariable(env, 'AppData', platform) || undefined;
  const home = env.HOME || undefined;
  if (platform === 'darwin') return home && posix.join(home, 'Library', 'Application Support');
  if (!env.XDG_CONFIG_HOME) return home && posix.join(home, '.config');
  return posix.isAbsolute(env.XDG_CONFIG_HOME) ? env.XDG_CONFIG_HOME : undefined;
}
