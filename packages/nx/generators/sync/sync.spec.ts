import { logger, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { makeDirectory } from '../../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../../toolchain/testing/go-environment';
import { writeTree } from '../testing/write-tree';
import { syncGenerator } from './generator';

const env = goEnvironment({ GOPROXY: 'off' });

beforeEach(() => jest.spyOn(logger, 'info').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

describe('sync', () => {
  it('lets go.work use what is there, and nothing that is gone; comments stay', async () => {
    const tree = workspace({
      'go.work': '// Ours.\ngo 1.21 // old\n\nuse (\n\t// shop\n\t./a // first\n\t./gone\n)\n',
      ...module('a', '1.21', importing('b')),
      ...module('b', '1.22'),
      ...module('tools/c', '1.21'),
      'testdata/d/go.mod': 'module example.com/shop/d\n',
    });
    const result = await syncGenerator(tree, {});
    expect(tree.read('go.work', 'utf8')).toBe(
      '// Ours.\ngo 1.22 // old\n\nuse (\n\t// shop\n\t./a // first\n\t./b\n\t./tools/c\n)\n',
    );
    expect(result?.outOfSyncDetails).toEqual([
      'go.work: use b, which is a module',
      'go.work: use tools/c, which is a module',
      'go.work: no longer use ./gone, where there is no go.mod',
      'go.work: go 1.22, which a module asks for',
    ]);
    vets(tree, '.', './a', './b', './tools/c');
    expect(await syncGenerator(tree, {})).toBeUndefined();
  });

  it('leaves out of go.work what nx.json excludes, and a second module of one path', async () => {
    const tree = workspace({
      'nx.json': JSON.stringify({ sync: { generatorOptions: { 'goshawk:sync': { exclude: ['tools/'] } } } }),
      'go.work': 'go 1.21\n\nuse ./a\n',
      ...module('a', '1.21'),
      ...module('tools/c', '1.21'),
      'old/a/go.mod': 'module example.com/shop/a\n\ngo 1.21\n',
    });
    expect(await syncGenerator(tree, {})).toBeUndefined();
    tree.write('nx.json', JSON.stringify({ sync: { generatorOptions: { 'goshawk:sync': { only: [] } } } }));
    await expect(syncGenerator(tree, {})).rejects.toThrow(/invalid-sync-option/);
  });

  it('requires and replaces what modules without a go.work import, in turn as well, for tests as well', async () => {
    const tree = workspace({
      ...module('a', '1.21', importing('b/v2')),
      ...module('b/v2', '1.23', importing('c')),
      ...module('c', '1.22'),
      ...module('d', '1.21'),
      'd/d_test.go': 'package d\n\nimport _ "example.com/shop/c"\n',
    });
    const result = await syncGenerator(tree, {});
    expect(tree.read('a/go.mod', 'utf8')).toBe(
      [
        'module example.com/shop/a',
        '',
        'go 1.23',
        '',
        'require example.com/shop/b/v2 v2.0.0',
        'require example.com/shop/c v0.0.0 // indirect',
        '',
        'replace example.com/shop/b/v2 => ../b/v2',
        'replace example.com/shop/c => ../c',
        '',
      ].join('\n'),
    );
    expect(result?.outOfSyncDetails).toContain('d/go.mod: replace example.com/shop/c => ../c');
    expect(await syncGenerator(tree, {})).toBeUndefined();
    for (const directory of ['a', 'b/v2', 'c', 'd']) vets(tree, directory, './...');
  });

  it('follows a module that was moved, and leaves a fork and a published version alone', async () => {
    const tree = workspace({
      'a/go.mod': [
        'module example.com/shop/a',
        '',
        'go 1.21',
        '',
        'require (',
        '\texample.com/shop/b v0.0.0',
        '\texample.com/shop/c v0.0.0 // forked',
        '\texample.com/shop/d v1.2.3',
        ')',
        '',
        'replace (',
        '\texample.com/shop/b => ../old/b // here',
        '\texample.com/shop/c => ../fork',
        ')',
        '',
      ].join('\n'),
      'a/a.go': 'package a\n\nimport _ "example.com/shop/b"\n',
      ...module('libs/b', '1.21'),
      'libs/b/go.mod': 'module example.com/shop/b\n\ngo 1.21\n',
      ...module('c', '1.21'),
      ...module('d', '1.21'),
      'fork/go.mod': 'module example.com/fork\n\ngo 1.21\n',
    });
    const before = tree.read('a/go.mod', 'utf8') ?? '';
    await syncGenerator(tree, {});
    expect(tree.read('a/go.mod', 'utf8')).toBe(before.replace('../old/b', '../libs/b'));
  });

  it('touches nothing that it cannot read', async () => {
    const tree = workspace({ 'go.work': 'go 1.21\nuse (\n', ...module('a', '1.21') });
    expect(await syncGenerator(tree, {})).toBeUndefined();
  });
});

function workspace(files: Record<string, string>): Tree {
  const tree = createTreeWithEmptyWorkspace();
  for (const [path, content] of Object.entries(files)) tree.write(path, content);
  return tree;
}

function module(directory: string, go: string, source = ''): Record<string, string> {
  const name =
    directory
      .split('/')
      .filter((one) => one !== 'v2')
      .at(-1) ?? '';
  return {
    [`${directory}/go.mod`]: `module example.com/shop/${directory}\n\ngo ${go}\n`,
    [`${directory}/${name}.go`]: `package ${name}\n\n${source}`,
  };
}

function importing(path: string): string {
  return `import _ "example.com/shop/${path}"\n`;
}

function vets(tree: Tree, directory: string, ...packages: string[]): void {
  const root = makeDirectory();
  writeTree(tree, root);
  askGoItself(['vet', ...packages], `${root}/${directory}`, env);
}
