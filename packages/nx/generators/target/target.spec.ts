import { mkdirSync } from 'node:fs';
import { logger, readJson, readNxJson, type TargetConfiguration, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { makeDirectory } from '../../../support/testing/make-directory';
import { joinQuoted, splitQuoted } from '../../../toolchain';
import { writeTree } from '../testing/write-tree';
import { targetGenerator, type TargetOptions } from './generator';
import { showDimensions } from './show-dimensions';

const plain = { skipFormat: true };

beforeEach(() => jest.spyOn(logger, 'info').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

describe('target', () => {
  it('adds platforms to the target that the plugin infers, with what its options say', async () => {
    const tree = workspace({
      platforms: ['linux/arm64'],
      targets: { 'go-build': { options: { trimpath: true } } },
    });
    await targetGenerator(tree, { project: 'api', platforms: ['windows/amd64'], ...plain });
    expect(readJson(tree, 'apps/api/project.json')).toMatchObject({
      name: 'example.com/shop/apps/api',
      targets: {
        'go-build': {
          executor: 'goshawk:go-build',
          options: { trimpath: true },
          configurations: {
            'linux-arm64': { goos: 'linux', goarch: 'arm64' },
            'windows-amd64': { goos: 'windows', goarch: 'amd64' },
          },
        },
      },
    });
  });

  it('adds a target of another name beside the inferred one, with directories of its own', async () => {
    const tree = workspace({ targets: { 'go-build': 'build' } });
    const options: TargetOptions = {
      project: 'apps/api',
      name: 'release',
      platforms: 'linux/amd64,windows/amd64',
      buildTags: ['netgo'],
      ldflags: '-s -w',
      versionVariable: 'main.version',
      version: '1.2.3 beta',
      trimpath: true,
      stamp: true,
      cgo: false,
      attest: true,
      ...plain,
    };
    await targetGenerator(tree, options);
    const { targets } = readJson<{ targets: Record<string, TargetConfiguration> }>(
      tree,
      'apps/api/project.json',
    );
    expect(targets.build).toEqual({ executor: 'goshawk:go-build' });
    expect(targets.release).toEqual({
      executor: 'goshawk:go-build',
      options: {
        tags: ['netgo'],
        ldflags: joinQuoted(['-s', '-w', '-X', 'main.version=1.2.3 beta']),
        trimpath: true,
        stamp: true,
        cgo: false,
        outputPath: 'dist/apps/api/release/default',
      },
      configurations: {
        'linux-amd64': { goos: 'linux', goarch: 'amd64', outputPath: 'dist/apps/api/release/linux-amd64' },
        'windows-amd64': {
          goos: 'windows',
          goarch: 'amd64',
          outputPath: 'dist/apps/api/release/windows-amd64',
        },
      },
      defaultConfiguration: 'linux-amd64',
    });
    expect(targets['release-attest']).toMatchObject({
      dependsOn: ['release'],
      configurations: {
        'windows-amd64': {
          command: 'npx goshawk attest verify "dist/apps/api/release/windows-amd64/api.exe"',
        },
      },
    });
    const once = tree.read('apps/api/project.json', 'utf8');
    await targetGenerator(tree, options);
    expect(tree.read('apps/api/project.json', 'utf8')).toBe(once);
    await targetGenerator(tree, { ...options, ldflags: undefined, version: '1.3.0' });
    const again = readJson<{ targets: Record<string, { options: { ldflags: string } }> }>(
      tree,
      'apps/api/project.json',
    );
    expect(splitQuoted(again.targets.release?.options.ldflags ?? '')).toEqual([
      '-s',
      '-w',
      '-X',
      'main.version=1.3.0',
    ]);
  });

  it('gives cgo a compiler for other platforms than this one', async () => {
    const tree = workspace();
    const platforms = ['linux/amd64', 'linux/arm64', 'windows/amd64'];
    await targetGenerator(tree, { project: 'api', platforms, cgo: true, ...plain });
    const configurations = configurationsOf(tree);
    expect(configurations['linux-arm64']?.env?.CC ?? 'host').toMatch(/^(aarch64-linux-gnu-gcc|host)$/);
    expect(configurations['windows-amd64']?.env?.CC ?? 'host').toMatch(/^(x86_64-w64-mingw32-gcc|host)$/);
    const compilers = Object.values(configurations).filter(({ env }) => env?.CC !== undefined);
    expect(compilers.length).toBeGreaterThanOrEqual(2);
    await targetGenerator(tree, {
      project: 'api',
      platforms: ['darwin/arm64'],
      cgo: true,
      crossCompiler: 'zig',
      ...plain,
    });
    expect(configurationsOf(tree)['darwin-arm64']?.env?.CC ?? 'zig cc -target aarch64-macos').toBe(
      'zig cc -target aarch64-macos',
    );
  });

  it('sets the policies of the plugin, and keeps its other options', async () => {
    const tree = workspace({ platforms: ['linux/arm64'] });
    await targetGenerator(tree, {
      project: 'api',
      cacheVerification: 'fail',
      undeclaredInputs: 'warn',
      ...plain,
    });
    expect(readNxJson(tree)?.plugins).toEqual([
      {
        plugin: 'goshawk',
        options: { platforms: ['linux/arm64'], cacheVerification: 'fail', undeclaredInputs: 'warn' },
      },
    ]);
    tree.write('nx.json', '{ "plugins": ["goshawk"] }');
    await targetGenerator(tree, { project: 'api', cacheVerification: 'report', ...plain });
    expect(readNxJson(tree)?.plugins).toEqual([
      { plugin: 'goshawk', options: { cacheVerification: 'report' } },
    ]);
  });

  it('shows the dimension of each configuration', async () => {
    const directory = makeDirectory();
    const tree = workspace();
    writeTree(tree, directory);
    mkdirSync(`${directory}/dist`);
    const lines = await showDimensions({
      workspaceRoot: directory,
      project: 'api',
      projectRoot: 'apps/api',
      name: 'go-build',
      target: {
        executor: 'goshawk:go-build',
        configurations: {
          'windows-amd64': { goos: 'windows', goarch: 'amd64', cgo: false },
          'no-such': { goBinary: '/no/such/go' },
        },
      },
      pluginOptions: { undeclaredInputs: 'fail', cacheVerification: 'repair', targets: {}, platforms: [] },
    });
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^api:go-build builds in \w+-\w+-cgo[01]-[0-9a-f]{12}$/);
    expect(lines[1]).toMatch(/^api:go-build:windows-amd64 builds in windows-amd64-cgo0-[0-9a-f]{12}$/);
    expect(lines[2]).toMatch(/^api:go-build:no-such cannot be built here yet: .*no\/such\/go/);
  });

  it.each<[string, TargetOptions, RegExp]>([
    ['a project that is not there', { project: 'apu' }, /no-such-project[^]*example\.com\/shop\/apps\/api/],
    ['a platform that Go does not know', { project: 'api', platforms: ['linux/x86'] }, /go tool dist list/],
    ['a version without a variable', { project: 'api', version: '1' }, /incomplete-version/],
    ['a check without a platform', { project: 'api', attest: true }, /attest-needs-platforms/],
    [
      'cgo without a compiler',
      { project: 'api', platforms: ['plan9/amd64'], cgo: true },
      /no-cross-compiler[^]*crossCompiler=none/,
    ],
  ])('refuses %s, and writes nothing', async (_, options, message) => {
    const tree = workspace();
    await expect(targetGenerator(tree, { ...options, ...plain })).rejects.toThrow(message);
    expect(tree.exists('apps/api/project.json')).toBe(false);
  });
});

type Configurations = Record<string, { env?: { CC?: string } } | undefined>;

function configurationsOf(tree: Tree): Record<string, { env?: { CC?: string } }> {
  const { targets } = readJson<{ targets: { 'go-build': { configurations: Configurations } } }>(
    tree,
    'apps/api/project.json',
  );
  return targets['go-build'].configurations as Record<string, { env?: { CC?: string } }>;
}

function workspace(options?: object): Tree {
  const tree = createTreeWithEmptyWorkspace();
  tree.write(
    'nx.json',
    JSON.stringify({ plugins: [options === undefined ? 'goshawk' : { plugin: 'goshawk', options }] }),
  );
  tree.write('apps/api/go.mod', 'module example.com/shop/apps/api\n\ngo 1.21\n');
  tree.write('apps/api/main.go', 'package main\n\nfunc main() {}\n');
  return tree;
}
