import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { GoWorkspace } from '../testing/go-workspace';
import { makeModuleProxy } from '../../toolchain/testing/module-proxy';
import { moduleCacheIdentity } from './module-cache';

jest.setTimeout(120_000);

function setUp() {
  const [cache, memo] = [makeDirectory({ 'm@v1/a.go': '', 'n@v1/b.go': '' }), makeDirectory()];
  const directories = ['m@v1', 'n@v1'].map((name) => join(cache, name));
  return { cache, memo, identity: () => moduleCacheIdentity(directories, memo).value };
}

describe('moduleCacheIdentity', () => {
  it('is unmodified for what it sees the first time, and stays so', () => {
    const { identity } = setUp();
    expect([identity(), identity()]).toEqual(['unmodified', 'unmodified']);
  });

  it('changes with the names in a package directory, and goes back with them', () => {
    const { cache, identity } = setUp();
    identity();
    writeFiles(cache, { 'm@v1/added.go': '' });
    const added = identity();
    expect(added).toMatch(/^modified [0-9a-f]{32}$/);
    expect(identity()).toBe(added);
    rmSync(join(cache, 'm@v1', 'added.go'));
    expect(identity()).toBe('unmodified');
  });

  it('tells modifications apart', () => {
    const { cache, identity } = setUp();
    identity();
    writeFiles(cache, { 'm@v1/x.go': '' });
    const first = identity();
    writeFiles(cache, { 'n@v1/x.go': '' });
    expect(identity()).not.toBe(first);
  });

  it('does not mind another number of modules', () => {
    const { cache, memo, identity } = setUp();
    identity();
    writeFiles(cache, { 'o@v1/a.go': '' });
    expect(moduleCacheIdentity([join(cache, 'o@v1')], memo).value).toBe('unmodified');
  });

  it('starts anew where its memo is damaged', () => {
    const { memo, identity } = setUp();
    identity();
    writeFileSync(join(memo, 'module-cache.json'), '[1');
    expect(identity()).toBe('unmodified');
  });

  it('gives a build another dimension when a module of GOMODCACHE lists other files than before', async () => {
    const GOPROXY = makeModuleProxy('example.test/dep', 'v1.0.0', {
      'go.mod': 'module example.test/dep\n',
      'dep.go': 'package dep\n\nconst Word = "one"\n',
    });
    const workspace = new GoWorkspace({
      'go.mod': 'module ex\n\ngo 1.21\n\nrequire example.test/dep v1.0.0\n',
      'main.go': 'package main\n\nimport "example.test/dep"\n\nfunc main() { println(dep.Word) }\n',
    });
    const GOMODCACHE = makeDirectory();
    const GOFLAGS = '-buildvcs=false -modcacherw -mod=mod';
    const env = { GOPROXY, GOSUMDB: 'off', GOMODCACHE, GOFLAGS };
    const first = await workspace.describe({ env });
    const dependency = join(GOMODCACHE, 'example.test', 'dep@v1.0.0');
    expect(existsSync(join(dependency, 'dep.go'))).toBe(true);
    writeFiles(dependency, { 'more.go': 'package dep\n' });
    const second = await workspace.describe({ env });
    rmSync(join(dependency, 'more.go'));
    const third = await workspace.describe({ env });
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect(third.fingerprint).toBe(first.fingerprint);
  });
});
