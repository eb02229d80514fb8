import { readJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { isFullMatrix } from '../../../support/testing/full-matrix';
import { makeDirectory } from '../../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../../toolchain/testing/go-environment';
import { libGenerator } from '../lib/generator';
import { gofmtComplaints } from '../testing/gofmt';
import { writeTree } from '../testing/write-tree';
import { appGenerator, type AppOptions } from './generator';

const env = goEnvironment({ GOPROXY: 'off', GOFLAGS: '-mod=mod' });
const plain = { skipFormat: true };

describe('app and lib', () => {
  it('write programs and libraries that are formatted, pass vet and tests, and find one another by go.work', async () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('package.json', '{ "name": "@shop/source" }');
    for (const template of ['cli', 'http', 'worker'] as const) {
      await appGenerator(tree, { directory: `apps/${template}`, template, ...plain });
    }
    await libGenerator(tree, { directory: 'libs/go-store', ...plain });
    tree.write('apps/cli/use.go', importing('example.com/shop/libs/go-store', 'gostore'));
    const directory = makeDirectory();
    writeTree(tree, directory);
    const modules = ['./apps/cli/...', './apps/http/...', './apps/worker/...', './libs/go-store/...'];
    expect(await gofmtComplaints(directory)).toBe('');
    askGoItself(['vet', ...modules], directory, goEnvironment());
    const tested = askGoItself(['test', '-race=false', ...modules], directory, goEnvironment());
    expect(tested.match(/^ok/gm)).toHaveLength(4);
    const version = askGoItself(['env', 'GOVERSION'], directory, env);
    const [, line = ''] = /^go(1\.\d+)/.exec(version) ?? [];
    expect(tree.read('apps/http/go.mod', 'utf8')).toBe(`module example.com/shop/apps/http\n\ngo ${line}.0\n`);
    expect(tree.exists('apps/http/project.json')).toBe(false);
  });

  const inMatrix = isFullMatrix ? it : it.skip;
  inMatrix('write code that an old Go takes (npm run matrix)', async () => {
    const tree = createTreeWithEmptyWorkspace();
    for (const template of ['cli', 'http', 'worker'] as const) {
      await appGenerator(tree, { directory: `apps/${template}`, template, goVersion: '1.21', ...plain });
    }
    await libGenerator(tree, { directory: 'libs/store', goVersion: '1.21', ...plain });
    const directory = makeDirectory();
    writeTree(tree, directory);
    const modules = ['./apps/cli/...', './apps/http/...', './apps/worker/...', './libs/store/...'];
    askGoItself(['vet', ...modules], directory, goEnvironment({ GOTOOLCHAIN: 'go1.21.13' }));
  });

  it('write packages of a module that is around them, each a project', async () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('go.mod', 'module example.com/shop\n\ngo 1.24\n');
    await appGenerator(tree, { directory: 'cmd/api', ...plain });
    await libGenerator(tree, { directory: 'internal/store', ...plain });
    await libGenerator(tree, {
      directory: 'other/store',
      module: 'example.com/shop',
      tags: ['scope:shop'],
      ...plain,
    });
    tree.write('cmd/api/use.go', importing('example.com/shop/internal/store', 'store'));
    expect(tree.exists('cmd/api/go.mod')).toBe(false);
    expect(tree.exists('go.work')).toBe(false);
    expect(readJson(tree, 'cmd/api/project.json')).toMatchObject({ name: 'api', projectType: 'application' });
    expect(readJson(tree, 'other/store/project.json')).toMatchObject({
      name: 'other-store',
      tags: ['scope:shop'],
    });
    const directory = makeDirectory();
    writeTree(tree, directory);
    askGoItself(['vet', './...'], directory, env);
    expect(askGoItself(['test', './...'], directory, env).match(/^ok/gm)).toHaveLength(3);
  });

  it('write the lines that modules without a go.work need, in turn as well', async () => {
    const tree = withReplacements();
    await libGenerator(tree, { directory: 'libs/cart', importers: ['apps/api'], ...plain });
    expect(tree.exists('go.work')).toBe(false);
    expect(tree.read('apps/api/go.mod', 'utf8')).toContain('// ours\n');
    tree.write('apps/api/use.go', importing('example.com/shop/libs/cart', 'cart'));
    const directory = makeDirectory();
    writeTree(tree, directory);
    askGoItself(['test', './...'], `${directory}/apps/api`, goEnvironment({ GOPROXY: 'off' }));
    askGoItself(['mod', 'tidy'], `${directory}/apps/api`, goEnvironment({ GOPROXY: 'off' }));
  });

  it('leave everything as it is when they run again, and what a person wrote since', async () => {
    const tree = createTreeWithEmptyWorkspace();
    await appGenerator(tree, { directory: 'apps/api', template: 'http', ...plain });
    await libGenerator(tree, { directory: 'libs/store', ...plain });
    tree.write('apps/api/main.go', '// Mine.\npackage main\n\nfunc main() {}\n');
    tree.write('go.work', `// Ours.\n${tree.read('go.work', 'utf8')}`);
    const before = contents(tree);
    await appGenerator(tree, { directory: 'apps/api', template: 'http', ...plain });
    await libGenerator(tree, { directory: './libs\\store/', ...plain });
    expect(contents(tree)).toEqual(before);
  });

  it('take the go line of go.work, keep its comments, and raise it where a module wants more', async () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('go.work', '// Ours.\ngo 1.24.1 // as in CI\n');
    await appGenerator(tree, { directory: 'apps/api', ...plain });
    expect(tree.read('apps/api/go.mod', 'utf8')).toContain('go 1.24.1\n');
    await libGenerator(tree, { directory: 'libs/store', goVersion: '1.25', ...plain });
    expect(tree.read('go.work', 'utf8')).toBe(
      '// Ours.\ngo 1.25 // as in CI\n\nuse ./apps/api\nuse ./libs/store\n',
    );
  });

  it.each<[string, AppOptions, RegExp]>([
    ['a directory outside', { directory: '../api' }, /invalid-directory/],
    ['the root', { directory: '.' }, /invalid-directory/],
    ['a directory of another drive', { directory: 'C:\\api' }, /invalid-directory/],
    ['a directory that Go passes over', { directory: 'apps/testdata/api' }, /passes over.*testdata/],
    [
      'a path without a domain',
      { directory: 'apps/b', modulePath: 'shop/api' },
      /does not begin with a domain/,
    ],
    ['a path that is no path', { directory: 'apps/b', modulePath: 'example.com/a b' }, /no module path/],
    [
      'a path that is taken',
      { directory: 'apps/b', modulePath: 'example.com/shop/apps/api' },
      /module-path-taken/,
    ],
    [
      'another path for a module that is there',
      { directory: 'apps/api', modulePath: 'example.com/x' },
      /is called/,
    ],
    ['a module that is not there', { directory: 'apps/b', module: 'libs/none' }, /no-such-module/],
    [
      'a module elsewhere',
      { directory: 'apps/b', module: 'libs/store' },
      /is not in the module of libs\/store/,
    ],
    ['a directory with a library', { directory: 'libs/store/' }, /other-package-there/],
    ['a version that is none', { directory: 'apps/b', goVersion: 'latest' }, /invalid-go-version/],
  ])('refuse %s, and write nothing', async (_, options, message) => {
    const tree = withReplacements();
    const before = contents(tree);
    await expect(appGenerator(tree, { ...options, ...plain })).rejects.toThrow(message);
    expect(contents(tree)).toEqual(before);
  });

  it('refuse a library that no package can be called after', async () => {
    const tree = createTreeWithEmptyWorkspace();
    await expect(libGenerator(tree, { directory: 'libs/main' })).rejects.toThrow(/no-package-name/);
  });
});

function withReplacements(): Tree {
  const tree = createTreeWithEmptyWorkspace();
  const lines = [
    'module example.com/shop/apps/api',
    '',
    '// ours',
    'go 1.22',
    '',
    'require example.com/shop/libs/store v0.0.0',
    '',
    'replace example.com/shop/libs/store => ../../libs/store',
    '',
  ];
  tree.write('apps/api/go.mod', lines.join('\n'));
  tree.write(
    'apps/api/main.go',
    `package main\n\nimport _ "example.com/shop/libs/store"\n\nfunc main() {}\n`,
  );
  tree.write('libs/store/go.mod', 'module example.com/shop/libs/store\n\ngo 1.21\n');
  tree.write('libs/store/store.go', 'package store\n');
  return tree;
}

function importing(path: string, name: string): string {
  return `package main\n\nimport "${path}"\n\nvar greeting = ${name}.Greeting("")\n`;
}

function contents(tree: Tree): Record<string, string> {
  return Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, content?.toString() ?? '']));
}
