import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { e2eDirectory } from '../support/directories';
import type { Files } from '../support/files';
import { linkTree } from '../support/link-tree';
import { withLock } from '../support/lock';
import { npm } from '../support/npm';
import type { Env, RunResult } from '../support/run';
import type { Workspace } from '../support/workspace';

const TURBO = '2.11.11';

/** Files of a workspace of Turborepo in place of Nx's. */
export const turboFiles: Files = {
  'package.json': {
    name: 'workspace',
    private: true,
    packageManager: 'npm@10.8.2',
    workspaces: ['apps/*', 'libs/*'],
  },
  '.gitignore': 'node_modules\ndist\n.turbo\n.nx\n.env\n',
};

/** Puts Turborepo into a workspace, writes its files from the Go graph, and commits all. */
export async function addTurbo(workspace: Workspace): Promise<void> {
  const installed = join(await installTurbo(), 'node_modules');
  for (const name of ['turbo', '@turbo'])
    linkTree(join(installed, name), workspace.path('node_modules', name));
  const bin = join(installed, '.bin');
  linkTree(bin, workspace.path('node_modules', '.bin'));
  await expectGreen(workspace.goshawk(['turbo', 'sync']));
}

export async function commit(workspace: Workspace): Promise<void> {
  await expectGreen(workspace.run('git', ['add', '-A']));
  const author = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.test'];
  await expectGreen(workspace.run('git', [...author, 'commit', '--quiet', '-m', 'state']));
}

/** `goshawk turbo run`. */
export function turboRun(workspace: Workspace, args: readonly string[], env: Env = {}): Promise<RunResult> {
  return workspace.goshawk(['turbo', 'run', ...args], { env: { TURBO_TELEMETRY_DISABLED: '1', ...env } });
}

/** Turborepo alone. */
export function bareTurbo(workspace: Workspace, args: readonly string[], env: Env = {}): Promise<RunResult> {
  return workspace.run(workspace.command('turbo'), ['run', ...args], {
    env: { TURBO_TELEMETRY_DISABLED: '1', ...env },
  });
}

/** Tasks that Turborepo ran, and those that it replayed, as `package:task`, sorted. */
export function tasksIn(output: string): { ran: string[]; replayed: string[] } {
  const found = (pattern: RegExp) => [...output.matchAll(pattern)].map(([, task = '']) => task).sort();
  return {
    ran: found(/^(\S+): cache (?:miss|bypass)/gm),
    replayed: found(/^(\S+): cache hit/gm),
  };
}

async function expectGreen(result: Promise<RunResult>): Promise<void> {
  const { exitCode, output } = await result;
  if (exitCode !== 0) throw new Error(output);
}

async function installTurbo(): Promise<string> {
  const directory = join(e2eDirectory('turbo'), TURBO);
  await withLock(`${directory}.lock`, async () => {
    if (existsSync(directory)) return;
    const made = `${directory}.new`;
    rmSync(made, { recursive: true, force: true });
    mkdirSync(made, { recursive: true });
    writeFileSync(join(made, 'package.json'), JSON.stringify({ name: 'seed', private: true }));
    await npm(
      made,
      'install',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--prefer-offline',
      `turbo@${TURBO}`,
    );
    renameSync(made, directory);
  });
  return directory;
}
