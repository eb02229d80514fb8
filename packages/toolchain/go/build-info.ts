import { dirname } from 'node:path';
import type { Env } from '../../support';
import { runProcess } from '../process/run-process';
import { askGo } from './go-command';
import { parseBuildInfoJson } from './build-info-json';
import { parseBuildInfoText } from './build-info-text';

export interface BuiltModule {
  path: string;
  version: string;
  /** h1:… as in go.sum; '' for main and replaced modules. */
  sum: string;
  replace?: BuiltModule | undefined;
}

/** What Go wrote into a binary about its own build (runtime/debug.BuildInfo). */
export interface BuildInfo {
  goVersion: string;
  /** Import path of the main package. */
  path: string;
  main?: BuiltModule | undefined;
  deps: BuiltModule[];
  /** GOOS, CGO_ENABLED, -tags, vcs.revision… */
  settings: Record<string, string>;
}

export interface BuildInfoRequest {
  /** Absolute path of the go command. */
  go: string;
  /** Absolute path of the binary. */
  file: string;
  env: Env;
}

/**
 * The build information in a binary.
 * @throws GoshawkError build-info-unreadable when the file is missing or no Go binary
 */
export async function readBuildInfo({ go, file, env }: BuildInfoRequest): Promise<BuildInfo> {
  const cwd = dirname(file);
  const failure = { code: 'build-info-unreadable', what: `\`go version -m\` of ${file}` };
  const attempt = await runProcess({ file: go, cwd, env, args: ['version', '-m', '-json', file] });
  const info = attempt.exitCode === 0 ? parseBuildInfoJson(attempt.stdout) : undefined;
  if (info !== undefined) return info;
  // Before Go 1.25 there is no -json; and for a file that is no Go binary the plain form has the clearer words.
  const text = await askGo({ go, cwd, env, args: ['version', '-m', file], failure });
  return parseBuildInfoText(text, file);
}
