import { renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from '../toolchain';
import type { SharedOptions } from './options/go-options';
import { prepareTask } from './prepare-task';
import { RunMemo } from './run-memo';
import { catchError } from '../support/testing/catch-error';
import { selectPackages } from './select-packages';
import { digestTaskInputs, reachedPackages } from './task-inputs';
import { GoSpace } from './test/testing/go-space';

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
  space.modules({ app: { 'main.go': 'package main\n\nfunc main() {}\n' } });
});

afterEach(() => space.remove());

async function digest(options: SharedOptions = {}, compute = digestTaskInputs): Promise<string> {
  return compute(await prepareTask(space.task('app', options), new RunMemo()), 'go-build');
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
    const reach = async (options: SharedOptions & { packages?: string | string[] }) => {
      const task = await prepareTask(space.task('app', options), new RunMemo());
      return reachedPackages(task, 'build').map(
        (index) => task.dimension.listing.packages[index]?.importPath,
      );
    };
    expect(await reach({})).toEqual(['example.test/app']);
    expect(await reach({ packages: '../lib' })).toEqual(['example.test/lib']);
    expect(await reach({ packages: 'example.test/lib/...' })).toEqual(['example.test/lib']);
    expect(await reach({ packages: ['.', '../lib'] })).toEqual(['example.test/app', 'example.test/lib']);
  });

  it('follows the packages option, and what it takes away', async () => {
    space.modules({
      app: {
        'main.go': 'package main\n\nfunc main() {}\n',
        'cmd/a/main.go': 'package main\n\nimport _ "example.test/app/own"\n\nfunc main() {}\n',
        'cmd/b/main.go': 'package main\n\nfunc main() {}\n',
        'own/own.go': 'package own\n',
        'in/side/go.mod': 'module example.test/inside\n',
        'in/side/side.go': 'package side\n',
      },
    });
    const use = 'use ./app\nuse ./app/in/side\n';
    space.write({ 'go.work': `go 1.21\n\n${use}` });
    const reach = async (packages?: string[]) => {
      const task = await prepareTask(space.task('app', { packages }), new RunMemo());
      const selected = () =>
        selectPackages(task)
          .packages.map(({ importPath }) => importPath.slice(16))
          .sort();
      const read = reachedPackages(task, 'build').map(
        (index) => task.dimension.listing.packages[index]?.importPath.slice(16) ?? '',
      );
      return { selected, read: read.sort() };
    };
    const all = ['', '/cmd/a', '/cmd/b', '/own'];
    const whole = await reach();
    expect({ read: whole.read, selected: whole.selected() }).toEqual({ read: all, selected: all });
    const without = await reach(['!./cmd/...', './...']);
    expect({ read: without.read, selected: without.selected() }).toEqual({
      read: ['', '/own'],
      selected: ['', '/own'],
    });
    const only = await reach(['!./cmd/a', '!example.test/app/own/...', '!./not/there/...']);
    expect({ read: only.read, selected: only.selected() }).toEqual({
      read: ['', '/cmd/b'],
      selected: ['', '/cmd/b'],
    });
    const imported = await reach(['./cmd/...', '!./cmd/b/...']);
    expect({ read: imported.read, selected: imported.selected() }).toEqual({
      read: ['/cmd/a', '/own'],
      selected: ['/cmd/a'],
    });
    const none = await reach(['./cmd/...', '!./...']);
    expect(none.read).toEqual([]);
    expect(catchError(none.selected)).toMatchObject({
      code: 'no-go-package',
      message: expect.stringContaining('the patterns ./cmd/... !./... match no Go package'),
    });
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
