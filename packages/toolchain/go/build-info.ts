import { dirname } from 'node:path';
import { GoshawkError, type Env } from '../../support';
import { runProcess, type ProcessResult } from '../process/run-process';
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
  const ask = (args: readonly string[]): Promise<ProcessResult> =>
    runProcess({ file: go, cwd: dirname(go), env, args: ['version', '-m', ...args, file] });
  const withJson = await ask(['-json']);
  const info = withJson.exitCode === 0 ? parseBuildInfoJson(withJson.stdout) : undefined;
  if (info !== undefined) return info;
  // Before Go 1.25 there is no -json; and for what is no Go binary this form has the clearer words.
  const plain = await ask([]);
  const found = plain.exitCode === 0 ? parseBuildInfoText(plain.stdout) : undefined;
  if (found !== undefined) return found;
  throw new GoshawkError({
    code: 'build-info-unreadable',
    message: `${file} has no build information: ${plain.stderr.trim() || 'it is no binary that Go built'}.`,
    next: 'Check the path, and that the file is whole.',
  });
}
