import { execFileSync } from 'node:child_process';
import { writeFiles, makeDirectory, type Files } from '../../../support/testing/make-directory';
import { goEnvironment } from '../../../toolchain/testing/go-environment';
import type { GraphPlace } from '../graph-workspace';

/** A workspace in a temporary directory, as verbs see it. */
export function graphPlace(files: Files, root = makeDirectory()): GraphPlace {
  writeFiles(root, files);
  return { cwd: root, env: goEnvironment({ GOPROXY: 'off' }), cacheRoot: makeDirectory() };
}

/** Runs git as somebody whose own settings do not count. */
export function git(cwd: string, ...args: string[]): string {
  const settings = ['user.name=x', 'user.email=x@example.com', 'core.autocrlf=false', 'commit.gpgsign=false'];
  const options = settings.flatMap((setting) => ['-c', setting]);
  return execFileSync('git', [...options, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Makes a directory a repository, or commits what changed in it. */
export function commitAll(root: string): void {
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'x');
}
