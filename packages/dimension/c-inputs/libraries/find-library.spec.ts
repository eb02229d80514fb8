import { join } from 'node:path';
import { runProcess } from '../../../toolchain';
import { readCSettings } from '../compiler/c-settings';
import { CgoWorkspace } from '../testing/cgo-workspace';
import type { CgoPackage } from '../types';
import { createLinkSearch } from './link-search';
import { findLinkerInputs } from './linker-inputs';

jest.setTimeout(60_000);

function packageWith(dir: string, ldflags: string[]): CgoPackage {
  return {
    ...{
      importPath: 'ex/p',
      dir,
      cgoFiles: [],
      cFiles: [],
      cxxFiles: [],
      mFiles: [],
      fFiles: [],
      sFiles: [],
      hFiles: [],
    },
    ...{ cflags: [], cppflags: [], cxxflags: [], fflags: [], ldflags, pkgConfig: [] },
  };
}

async function found(workspace: CgoWorkspace, ldflags: string[]): Promise<string[]> {
  const context = workspace.context();
  const pkg = packageWith(workspace.root, ldflags);
  const { files } = await findLinkerInputs(
    pkg,
    readCSettings(pkg, context),
    context,
    createLinkSearch(context, workspace.root),
  );
  return files.map(({ path }) => path).sort();
}

async function run(workspace: CgoWorkspace, file: string, args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runProcess({
    file,
    args,
    cwd: workspace.root,
    env: process.env,
  });
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout;
}

test.each([
  [['-lm', '-ldl']],
  [['-lm', '-Wl,-Bstatic', '-lpthread', '-Wl,-Bdynamic']],
  [['-Llib', '-lown', '-lz1']],
  [['-Llib', '-Wl,-Bstatic', '-lown', '-Wl,-Bdynamic']],
  [['-Llib', '-l:odd.a']],
])('GNU ld opens the files that are found for %j', async (ldflags) => {
  const workspace = new CgoWorkspace({ 'e.c': 'int e;\n' });
  await run(workspace, 'gcc', ['-c', '-fPIC', 'e.c', '-o', 'e.o']);
  await run(workspace, 'mkdir', ['lib']);
  await run(workspace, 'gcc', ['-shared', 'e.o', '-o', 'lib/libown.so']);
  for (const name of ['libown.a', 'libz1.a', 'odd.a'])
    await run(workspace, 'ar', ['rcs', `lib/${name}`, 'e.o']);
  const trace = await run(workspace, 'gcc', [
    '-nostdlib',
    '-shared',
    '-o',
    'out',
    ...ldflags,
    '-Wl,--verbose',
  ]);
  const opened = [...trace.matchAll(/^attempt to open (.*) succeeded$/gm)].map(([, path]) =>
    join(workspace.root, path ?? ''),
  );
  const ours = await found(workspace, ldflags);
  const isThere = (path: string) =>
    opened.some((one) => one.endsWith(path) || path.endsWith(one.slice(workspace.root.length)));
  expect(ours.length).toBeGreaterThan(0);
  for (const path of ours)
    expect([path, isThere(path.replace(`${workspace.root}/`, ''))]).toEqual([path, true]);
});

test('members of a thin archive are files of the closure', async () => {
  const workspace = new CgoWorkspace({ 'o/a.c': 'int a;\n', 'o/name longer than sixteen.c': 'int b;\n' });
  for (const name of ['a', 'name longer than sixteen'])
    await run(workspace, 'gcc', ['-c', `o/${name}.c`, '-o', `o/${name}.o`]);
  await run(workspace, 'ar', ['rcTs', 'libthin.a', 'o/a.o', 'o/name longer than sixteen.o']);
  expect(await found(workspace, ['-L', workspace.root, '-lthin'])).toEqual(
    ['libthin.a', 'o/a.o', 'o/name longer than sixteen.o'].map((name) => join(workspace.root, name)),
  );
});

test('files that linker options name are files of the closure, and their absence is told', async () => {
  const workspace = new CgoWorkspace({
    'v.map': '{ global: *; };\n',
    'r.rsp': '-Wl,--version-script=v.map lib.a',
  });
  const context = workspace.context();
  const pkg = packageWith(workspace.root, ['@r.rsp']);
  const inputs = await findLinkerInputs(
    pkg,
    readCSettings(pkg, context),
    context,
    createLinkSearch(context, workspace.root),
  );
  expect(inputs.files.map(({ path }) => path)).toEqual(
    ['r.rsp', 'v.map'].map((name) => join(workspace.root, name)),
  );
  expect(inputs.missing).toEqual([join(workspace.root, 'lib.a')]);
  expect(inputs.directories).toContain(workspace.root);
});
