import { delimiter, join } from 'node:path';
import { readVariable, type Env } from '../../support';
import { goEnvFile, readGoEnvFile } from './go-env-file';

/**
 * GOMODCACHE without the go command being asked: from the environment, else the user's go env file; else `pkg/mod` in
 * the first directory of GOPATH, which is `go` in the home directory by default (cmd/go/internal/cfg/cfg.go). What
 * somebody wrote into GOROOT/go.env is not seen.
 *
 * @param home such as os.homedir() gives; counts where the environment names none
 */
export function moduleCacheDirectory(env: Env, home: string): string {
  const file = readGoEnvFile(goEnvFile(env));
  // An empty variable counts as unset (cmd/go/internal/cfg: Getenv).
  const setting = (name: string) => readVariable(env, name) || file.get(name);
  const own = readVariable(env, process.platform === 'win32' ? 'USERPROFILE' : 'HOME') || home;
  const [goPath = ''] = (setting('GOPATH') ?? join(own, 'go')).split(delimiter);
  return setting('GOMODCACHE') ?? join(goPath, 'pkg', 'mod');
}
