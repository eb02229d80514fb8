import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, extname, isAbsolute, join, resolve } from 'node:path';
import { readVariable, type Env } from '../../../support';

/** Absolute path of a program: a path as it is, a bare name through PATH. Undefined when there is none. */
export function findProgram(name: string, env: Env, cwd: string): string | undefined {
  if (name === '') return undefined;
  if (isAbsolute(name) || /[/\\]/.test(name)) return withExtension(resolve(cwd, name), env);
  for (const directory of (readVariable(env, 'PATH') ?? '').split(delimiter)) {
    if (directory === '') continue;
    const found = withExtension(join(resolve(cwd, directory), name), env);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withExtension(path: string, env: Env): string | undefined {
  if (process.platform !== 'win32') return isProgram(path) ? path : undefined;
  const extensions = (readVariable(env, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';');
  const candidates = extname(path) === '' ? extensions.map((extension) => path + extension) : [path];
  return candidates.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
    if (process.platform !== 'win32') accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Missing, not searchable or not executable: the shell's search goes on as well.
  }
}
