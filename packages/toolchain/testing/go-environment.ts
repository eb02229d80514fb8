import { execFileSync } from 'node:child_process';
import type { Env } from '../../support';

/** The environment of this process without settings that would change what Go answers; overrides win. */
export function goEnvironment(overrides: Env = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(GO(?!PROXY|SUMDB)|CGO_|CC$|CXX$|FC$|AR$|PWD$)/.test(name),
  );
  const base = {
    ...Object.fromEntries(kept),
    GOENV: 'off',
    GOFLAGS: '-buildvcs=false',
    GOTOOLCHAIN: 'local',
  };
  const entries = Object.entries({ ...base, ...homes(), ...overrides });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** What the go command prints, for comparison with what we say. */
export function askGoItself(args: readonly string[], cwd: string, env: Env): string {
  return execFileSync('go', args, {
    cwd,
    env: { ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Where the machine keeps modules and toolchains, when the environment says so. */
function homes(): Record<string, string> {
  const { GOMODCACHE, GOPATH, GOCACHE } = process.env;
  const given = Object.entries({ GOMODCACHE, GOPATH, GOCACHE });
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
