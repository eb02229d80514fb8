import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { extname, isAbsolute, join, resolve } from 'node:path';
import { readVariable, type Env } from '../../../support';

/** Absolute path of a program: a path as it is, a bare name through PATH. Undefined when there is none. */
export function findProgram(
  name: string,
  env: Env,
  cwd: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  return search({ name, env, cwd, platform }, (path) => {
    if (platform !== 'win32') return isExecutable(path) ? path : undefined;
    const extensions = (readVariable(env, 'PATHEXT', platform) ?? '.COM;.EXE;.BAT;.CMD').split(';');
    const candidates = extname(path) === '' ? extensions.map((extension) => path + extension) : [path];
    return candidates.find(isFile);
  });
}

/** Absolute path of whatever is there, executable or not: looked for in the same places, under the name as it is. */
export function findFile(
  name: string,
  env: Env,
  cwd: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  return search({ name, env, cwd, platform }, (path) => (existsSync(path) ? path : undefined));
}

interface Search {
  readonly name: string;
  readonly env: Env;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
}

function search(
  { name, env, cwd, platform }: Search,
  look: (path: string) => string | undefined,
): string | undefined {
  if (name === '') return undefined;
  if (isAbsolute(name) || /[/\\]/.test(name)) return look(resolve(cwd, name));
  const directories = (readVariable(env, 'PATH', platform) ?? '').split(platform === 'win32' ? ';' : ':');
  for (const directory of directories) {
    if (directory === '') continue;
    const found = look(join(resolve(cwd, directory), name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    if (!isFile(path)) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Not executable: the shell's search goes on as well.
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false; // Missing or not searchable.
  }
}
