import { join } from 'node:path';
import { readGoEnvFile } from './go-env-file';

/**
 * Settings of the files that Go reads for what the environment leaves open: the user's go env file first, then
 * GOROOT/go.env (cmd/go/internal/cfg: initEnvCache).
 */
export function readConfigurationFiles(goenv: string, goroot: string): ReadonlyMap<string, string> {
  const distribution = goroot === '' ? undefined : join(goroot, 'go.env');
  return new Map([...readGoEnvFile(distribution), ...readGoEnvFile(goenv)]);
}
