import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { GoshawkError, readVariable } from '../../support';
import type { Env } from '../../toolchain';

/**
 * The turbo command: that of the workspace, or of a directory around it, else the one on PATH.
 *
 * @throws GoshawkError 'turbo-not-found'
 */
export function findTurbo(root: string, env: Env): string {
  const name = process.platform === 'win32' ? 'turbo.cmd' : 'turbo';
  const installed: string[] = [];
  for (let at = root; ; at = dirname(at)) {
    installed.push(join(at, 'node_modules', '.bin', name));
    if (dirname(at) === at) break;
  }
  const onPath = (readVariable(env, 'PATH') ?? '').split(delimiter).filter(Boolean);
  const names = process.platform === 'win32' ? [name, 'turbo.exe'] : [name];
  const places = [...installed, ...onPath.flatMap((place) => names.map((one) => join(place, one)))];
  const found = places.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new GoshawkError({
    code: 'turbo-not-found',
    message: `There is no turbo command in ${join(root, 'node_modules')}, nor on PATH.`,
    next: 'Run `npm install --save-dev turbo` in the root of the workspace.',
  });
}
