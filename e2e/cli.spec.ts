import { whyNoCompiler } from './support/compiler';
import { goModule, goTest, goWork, mustRead, printing, printingC } from './support/go-files';
import { itUnless } from './support/skips';
import { expectExit } from './support/expect-exit';
import { useWorkspaces } from './support/use-workspaces';

const workspace = useWorkspaces();
const app = { ...goWork('apps/app'), ...goModule('apps/app', { 'main.go': printing('"app"') }) };
const directory = 'apps/app';

describe('goshawk exec', () => {
  it('gives the output and the exit code of the go command', async () => {
    const space = await workspace({
      ...app,
      'apps/app/app_test.go': goTest('main', 't.Fatal("on purpose")'),
    });
    const env = { GOCACHE: space.path('.cache') };
    for (const args of [
      ['build', '-o', 'out', '.'],
      ['vet', './...'],
      ['build', './absent'],
      ['env', 'GOMOD'],
      ['nonsense'],
    ]) {
      const plain = await space.run('go', args, { directory, env });
      const ours = await space.goshawk(['exec', '--', 'go', ...args], { directory });
      expect({ args, exitCode: ours.exitCode, stdout: ours.stdout, stderr: ours.stderr }).toEqual({
        args,
        exitCode: plain.exitCode,
        stdout: plain.stdout,
        stderr: plain.stderr,
      });
    }
    const failed = await space.goshawk(['exec', 'go', 'test', './...'], { directory });
    expect(failed.output).toMatch(/on purpose/);
    expect(failed.exitCode).toBe(1);
  });

  itUnless(whyNoCompiler())('builds anew when a header outside the package changes', async () => {
    const main = printingC('ANSWER', '#cgo CFLAGS: -I${SRCDIR}/../../include\n#include "answer.h"');
    const space = await workspace({ ...app, 'apps/app/main.go': main });
    for (const answer of ['1', '2', '1']) {
      space.write({ 'include/answer.h': `#define ANSWER ${answer}\n` });
      expectExit(await space.goshawk(['exec', 'go', 'build', '-o', 'out', '.'], { directory }), 0);
      expect(await space.print('apps/app/out')).toBe(answer);
    }
  });

  it('runs a test again whose file outside the module has changed', async () => {
    const test = goTest('main', mustRead('"../../shared/expected.txt"', 'fine'), 'os');
    const space = await workspace({ ...app, 'apps/app/app_test.go': test, 'shared/expected.txt': 'fine' });
    const run = () => space.goshawk(['exec', 'go', 'test', './...'], { directory });
    expectExit(await run(), 0);
    space.write({ 'shared/expected.txt': 'other' });
    expectExit(await run(), 1);
  });

  it('refuses a missing command as a usage error', async () => {
    const space = await workspace(app);
    expectExit(await space.goshawk(['exec']), 2);
    expectExit(await space.goshawk(['no-such-verb']), 2);
  });
});

it('goshawk env --shell gives a shell the GOCACHE that goshawk exec builds in', async () => {
  const space = await workspace(app);
  const settings = await space.goshawk(['env', '--shell'], { directory });
  expectExit(settings, 0);
  const script = `${settings.stdout}\ngo env GOCACHE`;
  const inShell = await space.run('sh', ['-euc', script], { directory });
  const inGoshawk = await space.goshawk(['exec', 'go', 'env', 'GOCACHE'], { directory });
  expect(inShell.stdout.trim()).not.toBe('');
  expect(inShell.stdout).toBe(inGoshawk.stdout);
  expect(inShell.stdout.startsWith(space.cacheRoot)).toBe(true);
});

describe('goshawk dimension', () => {
  it('prints components with values and sources as one JSON document', async () => {
    const space = await workspace(app);
    const result = await space.goshawk(['dimension', directory, '--json'], {
      env: { GOARCH: 'arm64', GOFLAGS: '-tags=special' },
    });
    expect(result.exitCode).toBe(0);
    const document = JSON.parse(result.stdout) as {
      schemaVersion: number;
      components: { name: string; value: string; source: string }[];
    };
    expect(document.schemaVersion).toBe(1);
    const values = Object.fromEntries(document.components.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ GOARCH: 'arm64', tags: 'special' });
    for (const component of document.components) expect(component.source).not.toBe('');
  });

  it('tells what differs between two recorded dimensions', async () => {
    const space = await workspace(app, { cacheRoot: 'own' });
    const names: string[] = [];
    for (const env of [{}, { GOFLAGS: '-tags=special' }]) {
      await space.goshawk(['exec', 'go', 'list', '.'], { directory, env });
      const { stdout } = await space.goshawk(['exec', 'go', 'env', 'GOCACHE'], { directory, env });
      names.push(stdout.trim().split(/[\\/]/).at(-2) ?? '');
    }
    const [plain = '', special = ''] = names;
    expect(plain).not.toBe(special);
    const { exitCode, stdout } = await space.goshawk(['dimension', 'diff', plain, special], { directory });
    expect(stdout).toMatch(/tags/);
    expect(stdout).toMatch(/special/);
    expect(stdout).not.toMatch(/GOARCH/);
    expect(exitCode).toBe(0);
  });
});
