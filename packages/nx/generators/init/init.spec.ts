import { logger, readNxJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { makeDirectory } from '../../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../../toolchain/testing/go-environment';
import { writeTree } from '../testing/write-tree';
import { initGenerator } from './generator';

const plain = { skipFormat: true };
const FILES = ['nx.json', '.gitignore', '.nxignore', 'go.work'];

beforeEach(() => jest.spyOn(logger, 'info').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

describe('init', () => {
  it('lists the plugin and its sync generator, and ignores what builds leave', async () => {
    const tree = createTreeWithEmptyWorkspace();
    await initGenerator(tree, { modulePrefix: 'example.com/shop', platforms: ['linux/amd64'], ...plain });
    expect(readNxJson(tree)).toMatchObject({
      plugins: [
        {
          plugin: 'goshawk',
          options: { platforms: ['linux/amd64'], projectNames: { stripPrefix: 'example.com/shop' } },
        },
      ],
      sync: { globalGenerators: ['goshawk:sync'] },
    });
    expect(tree.read('.gitignore', 'utf8')).toContain('dist\n.nx/cache\n.nx/workspace-data\n');
    expect(tree.read('.nxignore', 'utf8')).toContain('__debug_bin*\n');
    expect(tree.exists('go.work')).toBe(false);
  });

  it('changes nothing when it runs again', async () => {
    const tree = withModules();
    await initGenerator(tree, plain);
    const once = read(tree);
    await initGenerator(tree, { platforms: ['windows/amd64'], ...plain });
    expect(read(tree)).toEqual(once);
  });

  it('writes a go.work that the go command takes, where several modules have none', async () => {
    const tree = withModules();
    await initGenerator(tree, plain);
    const directory = makeDirectory();
    writeTree(tree, directory);
    const listed = askGoItself(['list', '-m'], directory, goEnvironment()).trim().split('\n').sort();
    expect(listed).toEqual(['example.com/shop/apps/api', 'example.com/shop/libs/store']);
    expect(tree.read('go.work', 'utf8')).toMatch(/^go 1\.22\n/);
    expect(readNxJson(tree)?.plugins).toEqual([
      { plugin: 'goshawk', options: { projectNames: { stripPrefix: 'example.com/shop' } } },
    ]);
  });

  it('keeps a go.work, and writes none where modules replace one another', async () => {
    const tree = withModules();
    tree.write('go.work', 'go 1.24 // ours\n');
    await initGenerator(tree, plain);
    expect(tree.read('go.work', 'utf8')).toBe('go 1.24 // ours\n');
    const replacing = withModules('replace example.com/shop/libs/store => ../../libs/store\n');
    await initGenerator(replacing, plain);
    expect(replacing.exists('go.work')).toBe(false);
    await initGenerator(replacing, { goWork: 'yes', ...plain });
    expect(replacing.exists('go.work')).toBe(true);
  });

  it('keeps comments in nx.json, an entry that is there, and rules that ignore enough', async () => {
    const tree = withModules();
    const nxJson =
      '{\n  // ours\n  "plugins": ["goshawk"], // listed\n  "sync": { "applyChanges": false }\n}\n';
    tree.write('nx.json', nxJson);
    tree.write('.gitignore', '/dist/\n.nx\n');
    await initGenerator(tree, plain);
    expect(tree.read('nx.json', 'utf8')).toContain('// ours\n  "plugins": ["goshawk"], // listed');
    expect(readNxJson(tree)?.sync).toEqual({ applyChanges: false, globalGenerators: ['goshawk:sync'] });
    expect(tree.read('.gitignore', 'utf8')).toBe('/dist/\n.nx\n');
  });

  it('takes back exactly what it wrote', async () => {
    const tree = withModules();
    tree.write('.gitignore', 'node_modules');
    const before = read(tree);
    await initGenerator(tree, plain);
    expect(read(tree)).not.toEqual(before);
    await initGenerator(tree, { undo: true });
    expect(read(tree)).toEqual(before);
    expect(tree.exists('.nx/goshawk-init.json')).toBe(false);
    await expect(initGenerator(tree, { undo: true })).rejects.toThrow(/nothing-to-undo/);
  });

  it('takes its own lines out of files that were changed since', async () => {
    const tree = withModules();
    tree.write('.gitignore', 'node_modules\n');
    await initGenerator(tree, plain);
    tree.write('.gitignore', `${tree.read('.gitignore', 'utf8')}mine\n`);
    tree.write('go.work', `${tree.read('go.work', 'utf8')}// mine\n`);
    const nxJson = readNxJson(tree);
    tree.write('nx.json', JSON.stringify({ ...nxJson, plugins: [...(nxJson?.plugins ?? []), 'other'] }));
    await initGenerator(tree, { undo: true });
    expect(tree.read('.gitignore', 'utf8')).toBe('node_modules\nmine\n');
    expect(tree.read('go.work', 'utf8')).toContain('// mine');
    expect(readNxJson(tree)?.plugins).toEqual(['other']);
    expect(readNxJson(tree)?.sync).toBeUndefined();
  });

  it('refuses what the plugin would refuse, before anything is written', async () => {
    const tree = createTreeWithEmptyWorkspace();
    const before = read(tree);
    await expect(initGenerator(tree, { platforms: ['lynx'] })).rejects.toThrow(/invalid-plugin-option/);
    await expect(initGenerator(tree, { modulePrefix: 'shop' })).rejects.toThrow(
      /does not begin with a domain/,
    );
    expect(read(tree)).toEqual(before);
  });
});

function withModules(further = ''): Tree {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('apps/api/go.mod', `module example.com/shop/apps/api\n\ngo 1.22\n\n${further}`);
  tree.write('apps/api/main.go', 'package main\n\nfunc main() {}\n');
  tree.write('libs/store/go.mod', 'module example.com/shop/libs/store\n\ngo 1.21\n');
  return tree;
}

function read(tree: Tree): Record<string, string | null> {
  return Object.fromEntries(FILES.map((file) => [file, tree.read(file, 'utf8')]));
}
