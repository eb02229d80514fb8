import { existsSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { allTargets, goModule, goWork, printing } from './support/go-files';
import { programPath } from './support/host';
import { isHit } from './support/nx-output';
import { expectExit } from './support/expect-exit';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();
const app = { ...goWork('apps/app'), ...goModule('apps/app', { 'main.go': printing('"app"') }) };
const nxJson = { neverConnectToCloud: true, analytics: false };
const outputs = { outputs: ['{workspaceRoot}/dist/apps/app'], options: { outputPath: 'dist/apps/app' } };
const noStackTrace = /^\s+at .*\.[cm]?js:\d+/m;

it('refuses a cached task whose hash was made without the hook, and says what to add to nx.json', async () => {
  const target = { executor: 'goshawk:go-build', cache: true, inputs: ['default', '^default'], ...outputs };
  const files = { ...app, ...goModule('apps/app', { 'main.go': printing('"app"') }, { 'go-build': target }) };
  const space = await workspace({ ...files, 'nx.json': nxJson });
  const { exitCode, output } = await space.nx(['run', 'app:go-build']);
  expect(output).toMatch(/plugins[\s\S]*goshawk|goshawk[\s\S]*plugins/);
  expect(output).toMatch(/nx\.json/);
  expect(output).not.toMatch(noStackTrace);
  expect(exitCode).toBe(1);
});

it('refuses a cached task whose own inputs lack the variable that the hook sets, and names it', async () => {
  const target = { executor: 'goshawk:go-build', cache: true, inputs: ['default', '^default'], ...outputs };
  const space = await workspace({
    ...app,
    ...goModule('apps/app', { 'main.go': printing('"app"') }, { 'go-build': target }),
  });
  const { exitCode, output } = await space.nx(['run', 'app:go-build']);
  expect(output).toMatch(/GOSHAWK_INPUTS_APP/);
  expect(output).not.toMatch(noStackTrace);
  expect(exitCode).toBe(1);
});

it('refuses a hash that another task of the run has made untrue meanwhile', async () => {
  const targets = {
    ...allTargets,
    prepare: {
      executor: 'nx:run-commands',
      options: {
        command: "node -e \"require('fs').writeFileSync(process.env.GOENV, 'GOFLAGS=-tags=special')\"",
      },
    },
    'go-build': { executor: 'goshawk:go-build', dependsOn: ['prepare'] },
  };
  const space = await workspace({
    ...app,
    ...goModule('apps/app', { 'main.go': printing('"app"') }, targets),
  });
  const first = await space.nx(['run', 'app:go-build']);
  expect(first.output).toMatch(/changed after Nx hashed it[\s\S]*Run the command again/);
  expect(first.output).not.toMatch(noStackTrace);
  expect(first.exitCode).toBe(1);
  expectExit(await space.nx(['run', 'app:go-build']), 0);
});

it('refuses a cached task that reads a module which is in none of its inputs, and names it', async () => {
  const main = 'package main\n\nimport "example.test/greet"\n\nfunc main() { println(greet.Words) }\n';
  const inputs = ['{projectRoot}/**/*', { env: 'GOSHAWK_INPUTS_APP' }];
  const target = { executor: 'goshawk:go-build', cache: true, inputs, ...outputs };
  const space = await workspace({
    ...goWork('apps/app', 'libs/greet'),
    ...goModule('apps/app', { 'main.go': main }, { 'go-build': target }),
    ...goModule('libs/greet', { 'greet.go': 'package greet\n\nconst Words = "hello"\n' }),
  });
  const { exitCode, output } = await space.nx(['run', 'app:go-build']);
  expect(output).toMatch(/example\.test\/greet[\s\S]*libs\/greet/);
  expect(output).not.toMatch(noStackTrace);
  expect(exitCode).toBe(1);
});

it('refuses a platform that two options name differently', async () => {
  const space = await workspace(app);
  const { exitCode, output } = await space.nx(['run', 'app:go-build', '--env.GOOS=windows']);
  expect(output).toMatch(/GOOS=windows[\s\S]*--goos=windows/);
  expect(output).not.toMatch(noStackTrace);
  expect(exitCode).toBe(1);
});

it('says in one error that there is no Go on PATH', async () => {
  const space = await workspace(app);
  const { exitCode, output } = await space.nx(['run', 'app:go-build'], { PATH: pathWithoutGo(space) });
  expect(output).toMatch(/PATH/);
  expect(output).toMatch(/goBinary/);
  expect(output).not.toMatch(noStackTrace);
  expect(exitCode).toBe(1);
});

it('says in one error that go.work asks for a newer Go', async () => {
  const space = await workspace({ ...app, 'go.work': 'go 1.99\n\nuse ./apps/app\n' });
  const { exitCode, output } = await space.nx(['run', 'app:go-build']);
  expect(output).toMatch(/1\.99/);
  expect(output).toMatch(/GOTOOLCHAIN/);
  expect(output).not.toMatch(noStackTrace);
  expect(exitCode).toBe(1);
});

it('serves two runs at the same time', async () => {
  const space = await workspace({
    ...goWork('apps/one', 'apps/two'),
    ...goModule('apps/one', { 'main.go': printing('"one"') }),
    ...goModule('apps/two', { 'main.go': printing('"two"') }),
  });
  const build = ['run-many', '-t', 'go-build', '--skip-nx-cache'];
  const results = await Promise.all([space.nx(build), space.nx(build)]);
  expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(await space.print(programPath('apps/one', 'one'))).toBe('one');
  expect(await space.print(programPath('apps/two', 'two'))).toBe('two');
});

it('takes the options of the plugin in nx.json', async () => {
  const space = await workspace(app);
  const cacheRoot = space.path('.cache', 'go');
  space.write({
    'nx.json': { ...nxJson, plugins: [{ plugin: 'goshawk', options: { cacheRoot, goBinary: whichGo() } }] },
  });
  const env = { PATH: pathWithoutGo(space), GOSHAWK_CACHE_ROOT: undefined };
  expectExit(await space.nx(['run', 'app:go-build'], env), 0);
  expect(existsSync(cacheRoot)).toBe(true);
  expect(await space.print(programPath('apps/app', 'app'))).toBe('app');
  const again = await space.nx(['run', 'app:go-build'], env);
  expect(isHit(again.output)).toBe(true);
});

/** A PATH with what Nx needs and without Go. */
function pathWithoutGo(space: Workspace): string {
  space.write({ '.tools/README': 'Node and the shell, and nothing else.\n' });
  const directory = space.path('.tools');
  if (!existsSync(join(directory, 'node'))) symlinkSync(process.execPath, join(directory, 'node'));
  const system = (process.env.PATH ?? '').split(delimiter).filter((path) => !existsSync(join(path, 'go')));
  return [directory, ...system].join(delimiter);
}

function whichGo(): string {
  const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  return join(root, 'bin', process.platform === 'win32' ? 'go.exe' : 'go');
}
