import { readArtifact } from './support/artifact';
import { expectExit } from './support/expect-exit';
import type { Files } from './support/files';
import { printing } from './support/go-files';
import { programPath } from './support/host';
import { isFullMatrix } from './support/mode';
import { newestNx, nxVersions, type NxVersion } from './support/seed';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();
const plain: Files = {
  'package.json': { name: '@shop/source', private: true },
  'nx.json': { neverConnectToCloud: true, analytics: false },
};

function module(directory: string, further = ''): Files {
  return { [`${directory}/go.mod`]: `module example.com/shop/${directory}\n\ngo 1.21\n${further}` };
}

const shapes: Readonly<Record<string, Files>> = {
  'an empty workspace': plain,
  'one go.mod at the root': {
    ...plain,
    'go.mod': 'module example.com/shop // ours\n\ngo 1.21\n',
    'shop.go': 'package shop\n',
  },
  'many modules with a go.work': {
    ...plain,
    'go.work': '// Ours.\ngo 1.21\n\nuse (\n\t./tools/gen // makes code\n\t./libs/base\n)\n',
    ...module('tools/gen'),
    'tools/gen/main.go': `// Command gen.\n${printing('base.Answer').replace('\n\n', '\n\nimport "example.com/shop/libs/base"\n')}`,
    ...module('libs/base'),
    'libs/base/base.go': 'package base\n\nconst Answer = 42\n',
  },
  'many modules that replace one another': {
    ...plain,
    ...module(
      'tools/gen',
      '\nrequire example.com/shop/libs/base v0.0.0 // ours\n\nreplace example.com/shop/libs/base => ../../libs/base\n',
    ),
    'tools/gen/main.go': `// Command gen.\n${printing('base.Answer').replace('\n\n', '\n\nimport "example.com/shop/libs/base"\n')}`,
    ...module('libs/base'),
    'libs/base/base.go': 'package base\n\nconst Answer = 42\n',
  },
};

const rows = Object.keys(shapes).flatMap((shape) =>
  (isFullMatrix ? nxVersions : [newestNx]).map((nx): [string, NxVersion] => [shape, nx]),
);
// Two shapes are what `npm test` has time for.
const sample = isFullMatrix ? rows : rows.filter((_, index) => index === 0 || index === 3);

it.each(sample)('generators make a program that uses a library, in %s (Nx %s)', async (shape, nx) => {
  const space = await workspace(shapes[shape] ?? {}, { nx });
  const before = { nxJson: space.read('nx.json'), ignored: space.read('.gitignore') };
  const generate = async (...args: string[]) => {
    const result = await space.nx(['g', ...args, '--no-interactive']);
    expectExit(result, 0);
    return result.output;
  };
  await generate('goshawk:init', '--modulePrefix=example.com/shop');
  await commit(space);
  await generate('goshawk:app', 'apps/other', '--dry-run');
  expect(space.has('apps/other')).toBe(false);
  await generate('goshawk:app', 'apps/api');
  await generate('goshawk:lib', 'libs/store');
  space.write({ 'apps/api/use.go': usingStore });
  if (shape === 'many modules that replace one another') {
    expectExit(await space.nx(['sync:check']), 1);
    expectExit(await space.nx(['sync']), 0);
    expect(space.read('tools/gen/go.mod')).toContain('v0.0.0 // ours');
  }
  expectExit(await space.nx(['sync:check']), 0);

  expectExit(await space.nx(['run', 'api:go-build']), 0);
  // The two come by different streams.
  const printed = await space.print(programPath('apps/api', 'api'));
  expect(printed.split('\n').sort()).toEqual(['Hello, shop!', 'Hello, world!']);
  const tested = await space.nx(['affected', '-t', 'go-test', '--base=HEAD']);
  expectExit(tested, 0);
  expect(tested.output).toMatch(/✔.*\bapi:go-test/);
  expect(tested.output).toMatch(/✔.*\bstore:go-test/);

  const shown = await generate('goshawk:target', 'api', '--platforms=windows/amd64');
  expect(shown).toMatch(/go-build:windows-amd64 builds in windows-amd64-cgo0-[0-9a-f]{12}/);
  expectExit(await space.nx(['run', 'api:go-build:windows-amd64']), 0);
  const built = readArtifact(space.path('dist/apps/api/windows-amd64/api.exe'), space.env);
  expect(built).toMatchObject({ format: 'pe', settings: { GOOS: 'windows' } });
  if (shape === 'many modules with a go.work')
    expect(space.read('go.work')).toMatch(/^\/\/ Ours\.\n[^]*\.\/tools\/gen \/\/ makes code\n/);

  await generate('goshawk:init', '--undo');
  expect(space.read('nx.json')).toBe(before.nxJson);
  expect(space.read('.gitignore')).toBe(before.ignored);
});

it('nx sync:check fails where go.work is not in step, and goshawk sync mends what Nx has no graph of', async () => {
  const space = await workspace({
    ...shapes['many modules with a go.work'],
    'nx.json': { plugins: ['goshawk'], sync: { globalGenerators: ['goshawk:sync'] } },
    ...module('libs/extra'),
    'libs/extra/extra.go': 'package extra\n',
  });
  const checked = await space.nx(['sync:check']);
  expectExit(checked, 1);
  expect(checked.output).toContain('go.work: use libs/extra, which is a module');
  expectExit(await space.nx(['sync']), 0);
  expectExit(await space.nx(['sync:check']), 0);
  space.remove('libs/extra');
  expectExit(await space.goshawk(['sync', '--check']), 1);
  expectExit(await space.goshawk(['sync']), 0);
  expect(space.read('go.work')).toBe(shapes['many modules with a go.work']?.['go.work']);
  expectExit(await space.nx(['sync:check']), 0);
});

const usingStore = [
  'package main',
  '',
  'import "example.com/shop/libs/store"',
  '',
  'func init() { println(store.Greeting("shop")) }',
  '',
].join('\n');

async function commit(space: Workspace): Promise<void> {
  const identity = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.com'];
  expectExit(await space.run('git', ['add', '-A']), 0);
  expectExit(await space.run('git', [...identity, 'commit', '--quiet', '-m', 'base']), 0);
}
