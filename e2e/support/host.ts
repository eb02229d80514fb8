import { execFileSync } from 'node:child_process';
import { cleanEnvironment } from './environment';

const [goos = '', goarch = '', extension = ''] = execFileSync('go', ['env', 'GOOS', 'GOARCH', 'GOEXE'], {
  encoding: 'utf8',
  env: cleanEnvironment(),
})
  .split('\n')
  .map((line) => line.trim());

/** `linux-amd64`: the directory that programs for this machine are put into. */
const hostPlatform = `${goos}-${goarch}`;

/** Where go-build puts a program for this machine, from the workspace's root. */
export function programPath(directory: string, name: string): string {
  return `dist/${directory}/${hostPlatform}/${name}${extension}`;
}
