import { join } from 'node:path';
import { readIfPresent } from './read-if-present';

/**
 * Settings of the files that Go reads for what the environment leaves open: the user's go env file first, then
 * GOROOT/go.env (cmd/go/internal/cfg: initEnvCache). As in Go, a file that cannot be read counts as empty.
 */
export function readConfigurationFiles(goenv: string, goroot: string): ReadonlyMap<string, string> {
  const user = goenv === '' || goenv === 'off' ? [] : readSettings(goenv);
  const distribution = goroot === '' ? [] : readSettings(join(goroot, 'go.env'));
  return new Map([...distribution, ...user]);
}

/** Lines KEY=VALUE; what does not begin with a capital letter is ignored, a later line wins. */
function readSettings(file: string): [string, string][] {
  return readIfPresent(file)
    .split('\n')
    .flatMap((line): [string, string][] => {
      const equals = line.indexOf('=');
      return equals > 0 && /^[A-Z]/.test(line) ? [[line.slice(0, equals), line.slice(equals + 1)]] : [];
    });
}
