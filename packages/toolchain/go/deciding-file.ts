import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { readVariable, systemErrorCode, type Env } from '../../support';

/** The files by which Go decides on the toolchain and the module of a directory, found by walking up. */
export interface DecidingFiles {
  goMod: string | undefined;
  /** From the environment variable GOWORK where it is set; undefined as well for GOWORK=off. */
  goWork: string | undefined;
}

export function findDecidingFiles(cwd: string, env: Env): DecidingFiles {
  const directory = workingDirectory(cwd, env);
  return { goMod: walkUp(directory, 'go.mod'), goWork: findGoWork(directory, env) };
}

/**
 * The Go version that the `go` line of a go.mod or go.work asks for, or undefined when there is no such line.
 * A file that Go itself cannot read is Go's to explain.
 */
export function readRequiredGoVersion(file: string): string | undefined {
  try {
    return /^[ \t]*go[ \t]+([^\s/]+)[ \t]*(?:\/\/.*)?\r?$/m.exec(readFileSync(file, 'utf8'))?.[1];
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}

function findGoWork(directory: string, env: Env): string | undefined {
  const given = readVariable(env, 'GOWORK');
  return given === 'off' ? undefined : given || walkUp(directory, 'go.work');
}

function walkUp(start: string, name: string): string | undefined {
  for (let directory = start; ; directory = dirname(directory)) {
    const file = join(directory, name);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return file;
    if (dirname(directory) === directory) return undefined;
  }
}

/** As Go's os.Getwd: PWD where it names the working directory, else the directory's real path. */
function workingDirectory(cwd: string, env: Env): string {
  const real = realpathSync(cwd);
  const named = readVariable(env, 'PWD');
  return named !== undefined && isAbsolute(named) && realpathIfPresent(named) === real ? named : real;
}

function realpathIfPresent(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
