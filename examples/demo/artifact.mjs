import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The settings of the go command in a directory, by name. */
export function readGoEnv(cwd, ...names) {
  return JSON.parse(execFileSync('go', ['env', '-json', ...names], { cwd, encoding: 'utf8' }));
}

/** The platform that a binary was built for, by its own record; asked of `go version -m`, not of its path. */
export function readPlatform(file) {
  const info = execFileSync('go', ['version', '-m', file], { encoding: 'utf8' });
  const setting = (name) => new RegExp(`^\\tbuild\\t${name}=(.*)$`, 'm').exec(info)?.[1] ?? 'unknown';
  return `${setting('GOOS')}-${setting('GOARCH')}`;
}

export function digestFile(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
