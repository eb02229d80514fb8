import { CachePlace } from './faults/cache-place';
import { harming, overwriteUnseen } from './faults/damages';
import { expectExit } from './support/expect-exit';
import { goModule, goWork } from './support/go-files';
import { programPath } from './support/host';
import { isFullMatrix } from './support/mode';
import { newestNx, nxVersions } from './support/seed';
import { taskStatuses } from './support/tasks';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();
const versions = isFullMatrix ? nxVersions : [newestNx];
const program = programPath('apps/app', 'app');

const main = `package main

import "example.test/app/words"

func main() { println(words.Word()) }
`;
const words = (word: string) => `package words

//go:noinline
func Word() string { return "${word}" }
`;
const files = (word: string) => ({
  ...goWork('apps/app'),
  ...goModule('apps/app', { 'main.go': main, 'words/words.go': words(word) }),
});
const plugin = (cacheVerification: string) => ({
  'nx.json': {
    plugins: [{ plugin: 'goshawk', options: { cacheVerification } }],
    neverConnectToCloud: true,
    analytics: false,
  },
});

it.each(versions)(
  'a package that was altered at rest is told before the tasks of Nx %s, and what was built from it since is built anew',
  async (nx) => {
    const space = await workspace(files('right-word'), { nx, cacheRoot: 'own' });
    expect(await build(space)).toMatchObject({ prints: 'right-word', status: 'succeeded' });
    expect(await build(space)).toMatchObject({ prints: 'right-word', status: 'replayed' });
    alter(space, 'right-word', 'wrong-word');
    space.remove('dist');
    const { output, ...found } = await build(space);
    expect(found).toEqual({ prints: 'right-word', status: 'succeeded' });
    const lines = output.split('\n').filter((line) => line.includes('output-altered'));
    expect(lines).toEqual([
      expect.stringMatching(
        /^ *goshawk: error output-altered: action [0-9a-f]{64} \(archive\): .*; moved into quarantine; Go makes it anew; to be built anew: app:go-build$/,
      ),
    ]);
    expect(await build(space)).toMatchObject({ prints: 'right-word', status: 'replayed' });
    expectExit(await space.goshawk(['cache', 'verify']), 0);
    await expectObeysPolicies(space);
    await expectExecReadsNothingWrong(space);
  },
);

async function expectObeysPolicies(space: Workspace): Promise<void> {
  space.write({ ...files('right-text'), ...plugin('report') });
  await build(space);
  alter(space, 'right-text', 'wrong-text');
  const told = await space.nx(['run', 'app:go-build']);
  expectExit(told, 0);
  expect(told.output).toMatch(/goshawk: error output-altered: .*; nothing was done/);
  space.write(plugin('fail'));
  const failed = await space.nx(['run', 'app:go-build']);
  expectExit(failed, 1);
  expect(failed.output).toMatch(/output-altered[^\n]*goshawk cache verify --repair/);
  expectExit(await space.goshawk(['cache', 'verify', '--repair', '--repaired-ok']), 0);
  expect(await build(space)).toMatchObject({ prints: 'right-text', status: 'succeeded' });
}

async function expectExecReadsNothingWrong(space: Workspace): Promise<void> {
  space.write(files('right-exec'));
  const exec = () => space.goshawk(['exec', 'go', 'run', './apps/app']);
  expect((await exec()).output).toContain('right-exec');
  alter(space, 'right-exec', 'wrong-exec');
  const run = await exec();
  expectExit(run, 0);
  expect(run.output).toContain('right-exec');
  expect(run.output).not.toContain('wrong-exec');
  expect(run.output).toContain('output-altered');
}

/** Builds the program and runs it. */
async function build(
  space: Workspace,
): Promise<{ prints: string; status: string | undefined; output: string }> {
  const run = await space.nx(['run-many', '-t', 'go-build']);
  expectExit(run, 0);
  const status = taskStatuses(run.output)['app:go-build'];
  return { prints: await space.print(program), status, output: run.output };
}

/** Replaces a text in the compiled packages of a workspace's caches, and leaves their size and mtime. */
function alter({ cacheRoot }: Workspace, text: string, by: string): void {
  harming({ kind: 'package', text }, overwriteUnseen(text, by))(new CachePlace(cacheRoot));
}
