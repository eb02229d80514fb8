import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readVariable, systemErrorCode, type Env } from '../../support';
import { joinQuoted, splitQuoted } from '../process/quoted';
import { readConfigurationFiles } from './configuration-files';
import type { CostlyEnvName } from './env-names';

/** cmd/go/internal/work: DefaultCFlags, used for the linker as well. */
const DEFAULT_FLAGS = '-O2 -g';

/** The settings for cgo as `go env` gives them, without the C compiler being asked. */
export function deriveCSettings(env: Env, goenv: string, goroot: string): Record<CostlyEnvName, string> {
  const files = readConfigurationFiles(goenv, goroot);
  // An empty variable counts as unset (cmd/go/internal/cfg: Getenv).
  const fields = (name: string, ifUnset: string): string[] =>
    splitQuoted(readVariable(env, name) || files.get(name) || ifUnset);
  const flags = (name: string, ifUnset: string): string => joinQuoted(fields(name, ifUnset));
  return {
    PKG_CONFIG: fields('PKG_CONFIG', defaultPkgConfig(goroot))[0] ?? '',
    CGO_CFLAGS: flags('CGO_CFLAGS', DEFAULT_FLAGS),
    CGO_CPPFLAGS: flags('CGO_CPPFLAGS', ''),
    CGO_CXXFLAGS: flags('CGO_CXXFLAGS', DEFAULT_FLAGS),
    CGO_FFLAGS: flags('CGO_FFLAGS', DEFAULT_FLAGS),
    CGO_LDFLAGS: flags('CGO_LDFLAGS', DEFAULT_FLAGS),
  };
}

/** Whoever builds Go may set another default, which is then in this generated file (cmd/dist: mkzdefaultcc). */
function defaultPkgConfig(goroot: string): string {
  try {
    const text = readFileSync(join(goroot, 'src', 'cmd', 'go', 'internal', 'cfg', 'zdefaultcc.go'), 'utf8');
    return /^const DefaultPkgConfig = [`"](.+)[`"]$/m.exec(text)?.[1] ?? 'pkg-config';
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return 'pkg-config'; // A distribution without the sources of cmd/go.
  }
}
