import { renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from '../toolchain';
import type { SharedOptions } from './options/go-options';
import { prepareTask } from './prepare-task';
import { RunMemo } from './run-memo';
import { digestTaskInputs, reachedPackages } from './task-inputs';
import { GoSpace } from './test/testing/go-space';

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
  space.modules({ app: { 'main.go': 'package main\n\nfunc main() {}\n' } });
});

afterEach(() => space.remove());

async function digest(options: SharedOptions = {}, compute = digestTaskInputs): Promise<string> {
  return compute(await prepareTask(space.task('app', options), new RunMemo()), 'build', []);
}

describe('digestTaskInputs', () => {
  it('is the same for the same', async () => {
    expect(await digest()).toMatch(/^[0-9a-f]{16}$/);
    expect(await digest()).toBe(await digest());
  });

  (process.platform === 'win32' ? it.skip : it)(
    'follows a Go file that is a symbolic link, to a file of the workspace that Nx hashes for nobody',
    async () => {
      const main = join(space.workspace, 'app', 'main.go');
      const shared = join(space.workspace, 'main.go.txt');
      renameSync(main, shared);
      symlinkSync(join('..', 'main.go.txt'), main);
      const before = await digest();
      writeFileSync(shared, 'package main\n\nfunc main() { println("other") }\n');
      const after = await digest();
      expect(after).not.toBe(before);
      expect(await digest()).toBe(after);
    },
  );

  it('is another one for another version of the package', async () => {
    const before = await digest();
    jest.resetModules();
    jest.doMock('./result-version', () => ({ RESULT_VERSION: 'another version' }));
    const { digestTaskInputs: computedByOther } =
      jest.requireActual<typeof import('./task-inputs')>('./task-inputs');
    jest.dontMock('./result-version');
    expect(await digest({}, computedByOther)).not.toBe(before);
  });
});

describe('reachedPackages', () => {
  it('has packages outside the project that an option names', async () => {
    space.modules({
      app: { 'main.go': 'package main\n\nfunc main() {}\n' },
      lib: { 'lib.go': 'package lib\n' },
    });
    const reach = async (options: SharedOptions & { packages?: string }) => {
      const task = await prepareTask(space.task('app', options), new RunMemo());
      return reachedPackages(task, 'build').map(
        (index) => task.dimension.listing.packages[index]?.importPath,
      );
    };
    expect(await reach({})).toEqual(['example.test/app']);
    const both = ['example.test/app', 'example.test/lib'];
    expect(await reach({ packages: '../lib' })).toEqual(both);
    expect(await reach({ packages: 'example.test/lib/...' })).toEqual(both);
  });
});

describe('under stamp', () => {
  async function git(...args: string[]): Promise<void> {
    const own = ['-c', 'user.name=spec', '-c', 'user.email=spec@example.test'];
    const result = await runProcess({
      file: 'git',
      args: [...own, ...args],
      cwd: space.workspace,
      env: process.env,
    });
    expect([args, result.exitCode, result.stderr]).toEqual([args, 0, result.stderr]);
  }

  const commit = (message: string) => git('commit', '-q', '--allow-empty', '-m', message);

  beforeEach(async () => {
    await git('init', '-q');
    await git('add', '.');
    await commit('one');
  });

  /** The digest, and the version that the go command stamps. */
  async function look(): Promise<{ digest: string; version: string | undefined }> {
    const { goEnvironment, go } = await prepareTask(space.task('app', {}), new RunMemo());
    const run = async (...args: string[]) =>
      (await runProcess({ file: go, args, cwd: join(space.workspace, 'app'), env: goEnvironment })).stdout;
    const file = join(space.root, 'app.bin');
    await run('build', '-buildvcs=true', '-o', file, '.');
    const version = /^\tmod\t\S+\t(\S+)/m.exec(await run('version', '-m', file))?.[1];
    return { digest: await digest({ stamp: true }), version };
  }

  it.each<[string, () => Promise<void>]>([
    ['a commit', () => commit('two')],
    ['an edit', () => Promise.resolve(space.write({ 'app/main.go': 'package main\n\nfunc main() { }\n' }))],
    ['a tag', () => git('tag', 'v1.2.3')],
  ])('%s makes another digest', async (_, change) => {
    const before = await digest({ stamp: true });
    const unstamped = await digest();
    await change();
    expect(await digest({ stamp: true })).not.toBe(before);
    expect(await digest()).toBe(unstamped);
  });

  it('whatever tag makes Go stamp another version makes another digest', async () => {
    space.write({ 'go.mod': 'module example.test\n\ngo 1.21\n' });
    await git('add', '.');
    await commit('a module at the root');
    const seen = [await look()];
    for (const change of [
      () => git('tag', 'v1.2.3'),
      () => git('tag', 'app/v1.0.0'),
      () => git('tag', '-a', '-f', '-m', 'moved', 'app/v1.0.0', 'HEAD~1'),
      () => git('tag', '-d', 'app/v1.0.0'),
    ]) {
      await change();
      seen.push(await look());
    }
    const versions = new Set(seen.map(({ version }) => version));
    const pairs = new Set(seen.map(({ digest: own, version }) => `${own} ${version}`));
    expect(versions.size).toBeGreaterThan(2);
    expect(pairs.size).toBe(new Set(seen.map(({ digest: own }) => own)).size);
  });
});
