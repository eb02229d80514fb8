import { join } from 'node:path';
import type { Env } from '../../../support';
import { findProgram } from '../compiler/find-program';
import { cCompilerIdentity, type CCompilerIdentity } from '../index';
import { CgoWorkspace } from '../testing/cgo-workspace';
import { CountingProgram } from '../testing/counting-program';

jest.setTimeout(60_000);

async function identify(workspace: CgoWorkspace, env: Env): Promise<CCompilerIdentity> {
  const context = workspace.context(env);
  const identity = await cCompilerIdentity(context);
  context.digests.save();
  return identity;
}

function wrapper(comment: string): string {
  return `#!/bin/sh\n# ${comment}\nexec gcc "$@"\n`;
}

test('the identity names the driver, the compiler behind it, assembler, linker and start files', async () => {
  const { files, value } = await identify(new CgoWorkspace({}), {});
  const names = files.map((file) => file.split('/').at(-1));
  expect(names).toEqual(
    expect.arrayContaining([
      'gcc',
      'g++',
      'cc1',
      'cc1plus',
      'as',
      'ld',
      'collect2',
      'crtbegin.o',
      'libgcc.a',
    ]),
  );
  expect(value).toMatch(/^gcc version .* [0-9a-f]{32}$/);
});

test('a compiler that is replaced in place is another compiler, and its return the old one', async () => {
  const workspace = new CgoWorkspace({ 'bin/cc.sh': wrapper('one') });
  const env = { CC: `'${join(workspace.root, 'bin/cc.sh')}'` };
  const one = await identify(workspace, env);
  workspace.write({ 'bin/cc.sh': wrapper('two') });
  const two = await identify(workspace, env);
  workspace.write({ 'bin/cc.sh': wrapper('one') });
  const again = await identify(workspace, env);
  expect(two.digest).not.toBe(one.digest);
  expect(again).toEqual(one);
  expect(one.files.some((file) => file.endsWith('/cc1'))).toBe(true);
});

test('every word of CC that is a program counts', async () => {
  const workspace = new CgoWorkspace({ 'bin/cache.sh': '#!/bin/sh\nexec "$@"\n' });
  const cache = join(workspace.root, 'bin/cache.sh');
  const { files } = await identify(workspace, { CC: `${cache} gcc -O1` });
  expect(files).toEqual(expect.arrayContaining([cache, expect.stringMatching(/\/gcc$/)]));
});

test('a program that appears earlier in PATH is another compiler', async () => {
  const workspace = new CgoWorkspace({ 'early/x': '' });
  const env = { PATH: `${join(workspace.root, 'early')}:${process.env.PATH}` };
  const before = await identify(workspace, env);
  const gcc = findProgram('gcc', process.env, workspace.root);
  workspace.write({ 'early/gcc.sh': `#!/bin/sh\nexec ${gcc} "$@"\n` });
  workspace.rename('early/gcc.sh', 'early/gcc');
  expect((await identify(workspace, env)).digest).not.toBe(before.digest);
});

test('a warm call starts no process', async () => {
  const workspace = new CgoWorkspace({});
  const compiler = new CountingProgram(workspace, 'gcc');
  const cold = await identify(workspace, { CC: compiler.setting });
  expect(compiler.takeCount()).toBeGreaterThan(0);
  expect(await identify(workspace, { CC: compiler.setting })).toEqual(cold);
  expect(compiler.takeCount()).toBe(0);
});

test('a wrapper in two directories is one compiler when its content is', async () => {
  const identities = ['one', 'two'].map((name) => {
    const workspace = new CgoWorkspace({ 'bin/cc.sh': wrapper('same') }, name);
    return identify(workspace, { CC: join(workspace.root, 'bin/cc.sh') });
  });
  const [first, second] = await Promise.all(identities);
  expect(second?.digest).toBe(first?.digest);
});

test('a compiler that does not exist has an identity of its own', async () => {
  const workspace = new CgoWorkspace({});
  const { value } = await identify(workspace, { CC: '/nowhere/gcc' });
  expect(value).toContain('/nowhere/gcc (no answer)');
});
