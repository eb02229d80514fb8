import { GoshawkError, type Env } from '../../support';
import { deriveCSettings } from './c-settings';
import { compareGoVersions } from './go-version';
import { findDecidingFiles, readRequiredGoVersion, type DecidingFiles } from './deciding-file';
import { CHEAP_ENV_NAMES, type GoEnv } from './env-names';
import { askGo } from './go-command';
import { usesGoWork } from './go-work';

const OLDEST_GO = '1.21';

export interface GoEnvRequest {
  /** Absolute path of the go command. */
  go: string;
  cwd: string;
  env: Env;
}

/**
 * The settings of Go for a directory and an environment, at the cost of one process.
 * @throws GoshawkError go-env-failed, go-too-old, go-too-new-required
 */
export async function readGoEnv(request: GoEnvRequest): Promise<GoEnv> {
  const text = await ask(request, ['env', '-json', ...CHEAP_ENV_NAMES]);
  const answer = parseAnswer(text);
  const cheap = Object.fromEntries(CHEAP_ENV_NAMES.map((name) => [name, answer[name] ?? '']));
  const goEnv = {
    ...(cheap as Record<(typeof CHEAP_ENV_NAMES)[number], string>),
    ...deriveCSettings(request.env, cheap.GOENV ?? '', cheap.GOROOT ?? ''),
  };
  checkVersion(goEnv.GOVERSION, request.go, findDecidingFiles(request.cwd, request.env), goEnv);
  return goEnv;
}

function ask({ go, cwd, env }: GoEnvRequest, args: readonly string[]): Promise<string> {
  return askGo({ go, cwd, env, args, failure: { code: 'go-env-failed', what: '`go env`' } });
}

function parseAnswer(text: string): Partial<Record<string, string>> {
  const answer: unknown = JSON.parse(text);
  if (typeof answer !== 'object' || answer === null) throw new TypeError(`go env -json printed ${text}`);
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, String(value)]));
}

function checkVersion(version: string, go: string, { goMod, goWork }: DecidingFiles, goEnv: GoEnv): void {
  if (compareGoVersions(version, OLDEST_GO) < 0) {
    throw new GoshawkError({
      code: 'go-too-old',
      message: `${go} is ${version}; builds are understood from Go ${OLDEST_GO} on.`,
      next: `Install Go ${OLDEST_GO} or newer, or point the option goBinary at one.`,
    });
  }
  // `go env` answers whatever go.mod says (cmd/go/internal/toolchain); every command that builds would refuse.
  const file = usesGoWork(goEnv) ? goEnv.GOWORK : (goMod ?? goWork);
  const required = file === undefined ? undefined : readRequiredGoVersion(file);
  if (required === undefined || compareGoVersions(required, version) <= 0) return;
  throw new GoshawkError({
    code: 'go-too-new-required',
    message: `${file} requires Go ${required}, and ${go} is ${version} (GOTOOLCHAIN=${goEnv.GOTOOLCHAIN}).`,
    next: `Install Go ${required} or newer, or set GOTOOLCHAIN=auto so that Go fetches it.`,
  });
}
