import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { GoshawkError, readVariable, type Env } from '../../support';

export interface FindGoRequest {
  /** Option of a task: a path (relative to cwd) or a name to look up in PATH. Default: go. */
  goBinary?: string | undefined;
  env: Env;
  cwd: string;
}

/**
 * The go command that a build uses, as an absolute path.
 * @throws GoshawkError go-not-found
 */
export function findGo({ goBinary = 'go', env, cwd }: FindGoRequest): string {
  const candidates = isPath(goBinary)
    ? [resolve(cwd, goBinary)]
    : pathEntries(env).map((entry) => join(entry, goBinary));
  const found = candidates.flatMap((candidate) => withExtensions(candidate, env)).find(isExecutable);
  if (found !== undefined) return found;
  throw notFound(goBinary, env);
}

function isPath(goBinary: string): boolean {
  return goBinary.includes('/') || (process.platform === 'win32' && goBinary.includes('\\'));
}

/** Relative entries are left out: what they name depends on the directory of each task. Go's own look-up refuses them too. */
function pathEntries(env: Env): string[] {
  return (readVariable(env, 'PATH') ?? '')
    .split(delimiter)
    .map((entry) => entry.replace(/^"(.*)"$/, '$1'))
    .filter((entry) => isAbsolute(entry));
}

function withExtensions(path: string, env: Env): string[] {
  if (process.platform !== 'win32') return [path];
  const extensions = (readVariable(env, 'PATHEXT') || '.COM;.EXE;.BAT;.CMD')
    .split(';')
    .filter((part) => part !== '');
  const lowered = path.toLowerCase();
  if (extensions.some((extension) => lowered.endsWith(extension.toLowerCase()))) return [path];
  return extensions.map((extension) => path + extension.toLowerCase());
}

function isExecutable(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Missing, or not ours to execute: the search goes on.
  }
}

function notFound(goBinary: string, env: Env): GoshawkError {
  const what = isPath(goBinary)
    ? `The go command ${goBinary} does not exist or is not executable.`
    : `The go command (${goBinary}) is in no directory of PATH.`;
  const elsewhere = usualPlaces(env)
    .flatMap((place) => withExtensions(place, env))
    .find(isExecutable);
  const hint =
    elsewhere === undefined ? 'Install Go (https://go.dev/dl)' : `Add the directory of ${elsewhere} to PATH`;
  return new GoshawkError({
    code: 'go-not-found',
    message: what,
    next: `${hint}, or set the option goBinary to the path of a go command.`,
  });
}

function usualPlaces(env: Env): string[] {
  const goroot = readVariable(env, 'GOROOT');
  const roots =
    process.platform === 'win32'
      ? ['C:\\Program Files\\Go']
      : ['/usr/local/go', '/usr/lib/go', '/opt/homebrew/opt/go/libexec'];
  return [...(goroot ? [goroot] : []), ...roots].map((root) => join(root, 'bin', 'go'));
}
