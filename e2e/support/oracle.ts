import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readArtifact, type Artifact } from './artifact';
import { e2eDirectory } from './directories';
import { isFullMatrix } from './mode';
import { run, type Env, type RunResult } from './run';
import type { Workspace } from './workspace';

/** What a build or a test run comes to: the same for plain Go and for a task, when the task is right. */
export interface Outcome {
  readonly succeeded: boolean;
  readonly artifact?: Artifact;
  /** What a program or a check printed that matters. */
  readonly says?: string;
}

const leftOut = new Set(['node_modules', '.nx', 'dist']);

/**
 * What plain Go makes of the workspace as it is now. It runs in a copy, whose new path makes every package of it new to Go's cache; the
 * standard library is taken from a cache that only oracles use, and in the full matrix the cache is empty unless one is given.
 */
export async function buildWithPlainGo(
  workspace: Workspace,
  project: string,
  args: readonly string[],
  env: Env,
  cache?: string,
): Promise<Outcome> {
  return withCopy(workspace, env, cache, async (root, environment) => {
    const file = join(root, 'oracle.out');
    const command = ['build', '-buildvcs=false', '-o', file, ...args, '.'];
    const { exitCode } = await run('go', command, { cwd: join(root, project), env: environment });
    if (exitCode !== 0) return { succeeded: false };
    return { succeeded: true, artifact: readArtifact(file, environment) };
  });
}

/** What plain Go says of the tests of a project as it is now. */
export async function testWithPlainGo(
  workspace: Workspace,
  project: string,
  args: readonly string[],
  env: Env,
  cache?: string,
): Promise<Outcome> {
  return withCopy(workspace, env, cache, async (root, environment) => {
    const { exitCode } = await run('go', ['test', ...args, './...'], {
      cwd: join(root, project),
      env: environment,
    });
    return { succeeded: exitCode === 0 };
  });
}

/** What plain Go's vet says of a project as it is now, and whether it succeeded. */
export async function vetWithPlainGo(
  workspace: Workspace,
  project: string,
  args: readonly string[],
  env: Env,
  cache?: string,
): Promise<RunResult> {
  return withCopy(workspace, env, cache, (root, environment) =>
    run('go', ['vet', ...args, './...'], { cwd: join(root, project), env: environment }),
  );
}

async function withCopy<T>(
  workspace: Workspace,
  env: Env,
  givenCache: string | undefined,
  work: (root: string, env: Env) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(e2eDirectory('workspaces'), 'oracle-'));
  const root = join(directory, 'copy');
  const cache = givenCache ?? (isFullMatrix ? join(directory, 'cache') : e2eDirectory('oracle-cache'));
  try {
    cpSync(workspace.root, root, { recursive: true, filter: (path) => !leftOut.has(basename(path)) });
    return await work(root, { ...workspace.env, ...env, GOCACHE: cache });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
