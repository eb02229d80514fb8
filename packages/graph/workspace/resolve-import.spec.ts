import { makeDirectory, type Files } from '../../support/testing/make-directory';
import { compareWithGo } from '../testing/compare-with-go';
import { makeModulesProxy, type ProxyModule } from '../../toolchain/testing/module-proxy';

const MOD = (path: string, ...lines: string[]) => [`module ${path}`, '', 'go 1.24', ...lines, ''].join('\n');
const use = (name: string, ...paths: string[]) =>
  `package ${name}\n\n${paths.map((path) => `import _ "${path}"\n`).join('')}`;

/** Edges `from -> to` of a workspace, as the go command and we tell them. */
async function edgesOf(files: Files, env: Record<string, string> = {}): Promise<string[]> {
  const { differences, truth } = await compareWithGo(makeDirectory(files), env);
  expect(truth.failures).toEqual([]);
  expect(differences).toEqual([]);
  return [
    ...truth.edges.map(({ from, to, kind }) => `${from} -> ${to}${kind === 'test' ? ' (test)' : ''}`),
    ...truth.external.map(({ from, module }) => `${from} => ${module}`),
  ].sort();
}

describe('imports lead where the go command finds them', () => {
  it('in the module with the longest path, and in another if that one lacks the package', async () => {
    const files = {
      'go.work': 'go 1.24\n\nuse (\n\t.\n\t./in\n\t./app\n)\n',
      'go.mod': MOD('example.com/m'),
      'a/a.go': use('a'),
      'in/go.mod': MOD('example.com/m/in'),
      'in/b/b.go': use('b', 'example.com/m/a'),
      'app/go.mod': MOD('example.com/mx'),
      'app/app.go': use(
        'app',
        'example.com/m/in/b',
        'example.com/m/in/none',
        'example.com/m/none',
        'fmt',
        'C',
      ),
    };
    expect(await edgesOf(files)).toEqual(['app -> in/b', 'in/b -> a']);
  });

  it('nowhere, where two modules have the package', async () => {
    const files = {
      'go.work': 'go 1.24\n\nuse (\n\t./a\n\t./b\n\t./app\n)\n',
      'a/go.mod': MOD('example.com/m'),
      'a/in/p/p.go': use('p'),
      'b/go.mod': MOD('example.com/m/in'),
      'b/p/p.go': use('p'),
      'app/go.mod': MOD('example.com/app'),
      'app/app.go': use('app', 'example.com/m/in/p'),
    };
    const { differences, truth } = await compareWithGo(makeDirectory(files));
    expect(truth.edges).toEqual([]);
    // The go command shows neither of the two.
    expect(differences).toEqual(['false package a/in/p', 'false package b/p']);
  });

  it('not across a go.mod, and not by relative or absolute paths', async () => {
    const files = {
      'go.mod': MOD('example.com/m'),
      'a.go': use('m', 'example.com/m/nested', './x', '/x'),
      'x/x.go': use('x'),
      'nested/go.mod': MOD('example.com/other'),
      'nested/n.go': use('nested'),
    };
    expect(await edgesOf({ ...files, 'a.go': use('m', 'example.com/m/nested', 'example.com/m/x') })).toEqual([
      '. -> x',
    ]);
  });

  it.each([
    'example.com/m/../x',
    'example.com/m/./y',
    'example.com/m//y',
    'example.com/m/y/',
    'example.com/m/...',
  ])('nowhere by %s, which is no import path', async (path) => {
    const files = {
      'libs/m/go.mod': MOD('example.com/m'),
      'libs/m/m.go': use('m', 'example.com/m/y', path),
      'libs/m/y/y.go': use('y'),
      'libs/x/x.go': use('x'),
    };
    expect(await edgesOf(files)).toEqual(['libs/m -> libs/m/y']);
  });

  it('by replacements of go.mod and go.work', async () => {
    const files = {
      'go.work': 'go 1.24\n\nuse ./app\n\nreplace example.com/two v1.0.0 => ./two\n',
      'app/go.mod': MOD(
        'example.com/app',
        'require example.com/one v1.0.0',
        'require example.com/two v1.0.0',
        'replace example.com/one => ../one',
      ),
      'app/app.go': use('app', 'example.com/one/p', 'example.com/two'),
      'one/go.mod': MOD('example.com/one'),
      'one/p/p.go': use('p'),
      'two/go.mod': MOD('example.com/two'),
      'two/two.go': use('two'),
    };
    expect(await edgesOf(files)).toEqual(['app -> one/p', 'app -> two']);
  });

  it('in vendor directories, which win over the module cache', async () => {
    const modules = '# example.com/x v1.0.0\n## explicit; go 1.24\nexample.com/x\nexample.com/x/sub\n';
    const files = {
      'go.mod': MOD('example.com/m', 'require example.com/x v1.0.0'),
      'm.go': use('m', 'example.com/x', 'example.com/x/unlisted', 'example.com/m/own'),
      'own/own.go': use('own'),
      'vendor/modules.txt': modules,
      'vendor/example.com/x/x.go': use('x', 'example.com/x/sub'),
      'vendor/example.com/x/sub/sub.go': use('sub'),
      'vendor/example.com/x/unlisted/u.go': use('unlisted'),
    };
    expect(await edgesOf(files)).toEqual([
      '. -> own',
      '. -> vendor/example.com/x',
      'vendor/example.com/x -> vendor/example.com/x/sub',
    ]);
  });

  it('leaves out what go.mod says to ignore', async () => {
    const files = {
      'go.mod': 'module example.com/m\n\ngo 1.25\n\nignore (\n\t./out\n\tgen\n\t./deep/er/\n)\n',
      'm.go': use('m', 'example.com/m/out'),
      ...{ 'out/o.go': use('out', 'example.com/m/a'), 'a/a.go': use('a'), 'a/out/o.go': use('out') },
      ...{
        'a/gen/g.go': use('gen', 'example.com/m/a'),
        'generated/g.go': use('generated', 'example.com/m/a'),
      },
      ...{ 'deep/er/d.go': use('er', 'example.com/m/a'), 'deep/erer/d.go': use('erer', 'example.com/m/a') },
    };
    expect(await edgesOf(files)).toEqual(['. -> out', 'deep/erer -> a', 'generated -> a', 'out -> a']);
  });
});

describe('imports that come back through the module cache', () => {
  const proxied: ProxyModule[] = [
    {
      module: 'example.net/plugin',
      version: 'v1.0.0',
      files: {
        'go.mod': MOD('example.net/plugin', 'require example.com/m v0.0.0-20240101000000-abcdefabcdef'),
        'plugin.go': use('plugin', 'example.com/m/api', 'example.net/plugin/inner'),
        'inner/inner.go': use('inner'),
        'inner/further.go': use('inner', 'example.com/m/further'),
        'unused/unused.go': use('unused', 'example.com/m/never'),
      },
    },
    {
      module: 'example.com/m',
      version: 'v0.0.0-20240101000000-abcdefabcdef',
      files: { 'go.mod': MOD('example.com/m'), 'api/api.go': use('api') },
    },
  ];
  const files = {
    'go.mod': MOD('example.com/m', 'require example.net/plugin v1.0.0'),
    'app/app.go': use('app', 'example.net/plugin'),
    ...{ 'api/api.go': use('api'), 'further/f.go': use('further'), 'never/never.go': use('never') },
  };

  it('count for closures', async () => {
    const env = {
      ...{ GOPROXY: makeModulesProxy(proxied), GOMODCACHE: makeDirectory() },
      GOFLAGS: '-mod=mod -modcacherw',
    };
    const root = makeDirectory(files);
    const { differences, truth } = await compareWithGo(root, env);
    expect(truth.failures).toEqual([]);
    expect(truth.closures.get('app')?.build).toEqual(['api', 'app', 'further']);
    // What the go command downloaded meanwhile is there for the computed graph.
    expect(differences).toEqual([]);
  });
});
