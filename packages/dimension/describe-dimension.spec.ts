import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../support/testing/make-directory';
import type { Dimension } from './describe-dimension';
import { openDimension } from './open-dimension';
import { GoWorkspace, SMALL_MODULE } from './testing/go-workspace';

jest.setTimeout(120_000);

const onPosix = process.platform === 'win32' ? it.skip : it;

const cacheRoot = makeDirectory();
const workspace = new GoWorkspace(SMALL_MODULE, cacheRoot);

function component({ components }: Dimension, name: string) {
  return components.find((one) => one.name === name);
}

describe('describeDimension', () => {
  it('gives equal trees in two directories the same fingerprint, with caches apart too', async () => {
    const [one, other] = [await workspace.describe(), await new GoWorkspace(SMALL_MODULE).describe()];
    expect(other.fingerprint).toBe(one.fingerprint);
    expect(other.name).toBe(one.name);
    expect(other.directory).not.toBe(one.directory);
  });

  it('takes tags given by flag and tags given by GOFLAGS for one dimension, and names the source', async () => {
    const byFlag = await workspace.describe({ flags: ['-tags=b,a'] });
    const byGoflags = await workspace.describe({ env: { GOFLAGS: '-buildvcs=false -tags=a,b' } });
    const overridden = await workspace.describe({
      flags: ['-tags', 'a,b'],
      env: { GOFLAGS: '-tags=c' },
    });
    expect(byGoflags.fingerprint).toBe(byFlag.fingerprint);
    expect(overridden.fingerprint).toBe(byFlag.fingerprint);
    expect(component(byFlag, 'tags')).toMatchObject({ value: 'a,b', source: 'flag -tags' });
    expect(component(byGoflags, 'tags')).toMatchObject({ value: 'a,b', source: 'GOFLAGS' });
  });

  it('takes a platform given by variable and one given by the go env file for one dimension', async () => {
    const GOENV = join(makeDirectory({ env: 'GOOS=plan9\nGOARCH=386\n' }), 'env');
    const byVariable = await workspace.describe({ env: { GOOS: 'plan9', GOARCH: '386' } });
    const byFile = await workspace.describe({ env: { GOENV } });
    expect(byFile.fingerprint).toBe(byVariable.fingerprint);
    expect(component(byVariable, 'GOOS')?.source).toBe('env GOOS');
    expect(component(byFile, 'GOOS')?.source).toBe('go env file');
    expect(byFile.name).toMatch(/^plan9-386-cgo0-[0-9a-f]{12}$/);
  });

  it.each<[string, readonly string[], Record<string, string>]>([
    ['GOOS', [], { GOOS: 'windows' }],
    ['GOARCH', [], { GOARCH: 'arm64' }],
    ['level', [], { GOARCH: 'amd64', GOAMD64: 'v3' }],
    ['GOEXPERIMENT', [], { GOEXPERIMENT: 'nogreenteagc' }],
    ['tags', ['-tags=x'], {}],
    ['instrumentation', ['-cover'], {}],
    ['trimpath', ['-trimpath'], {}],
    ['buildmode', ['-buildmode=pie'], {}],
  ])('gives %s a dimension of its own', async (name, flags, env) => {
    const plain = await workspace.describe({ env: { GOARCH: 'amd64' } });
    const other = await workspace.describe({ flags, env: { GOARCH: 'amd64', ...env } });
    expect(other.fingerprint).not.toBe(plain.fingerprint);
    expect(component(other, name)?.value).not.toBe(component(plain, name)?.value);
  });

  it('leaves link-only settings and the code itself out', async () => {
    const before = await workspace.describe();
    const linked = await workspace.describe({ flags: ['-ldflags=-X main.v=1', '-o', 'x'] });
    const edited = new GoWorkspace({ ...SMALL_MODULE, 'lib/lib.go': 'package lib\n\nvar Word = "b"\n' });
    expect(linked.fingerprint).toBe(before.fingerprint);
    expect((await edited.describe()).fingerprint).toBe(before.fingerprint);
  });

  onPosix('gives another content of the -toolexec program another dimension', async () => {
    const directory = makeDirectory({ wrap: '#!/bin/sh\nexec "$@"\n' });
    const program = join(directory, 'wrap');
    chmodSync(program, 0o755);
    const describe = (env: Record<string, string> = {}, word = program) =>
      workspace.describe({ flags: [`-toolexec=${word} -v`], env });
    const first = await describe();
    const byName = await describe({ PATH: `${directory}:${process.env.PATH ?? ''}` }, 'wrap');
    writeFileSync(program, '#!/bin/sh\n# changed\nexec "$@"\n');
    const second = await describe();
    const byNameAfter = await describe({ PATH: `${directory}:${process.env.PATH ?? ''}` }, 'wrap');
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect(byNameAfter.fingerprint).not.toBe(byName.fingerprint);
  });

  it('says what is wrong with a broken go.mod, in the words of the go command', async () => {
    const broken = new GoWorkspace({ ...SMALL_MODULE, 'go.mod': 'module ex\n\nrequre x\n' });
    await expect(broken.describe()).rejects.toMatchObject({
      message: expect.stringContaining('requre'),
    });
  });
});

describe('openDimension', () => {
  it('makes the cache directory, records the components and sets the trim time to now', async () => {
    const dimension = await workspace.describe();
    mkdirSync(dimension.gocache, { recursive: true });
    writeFileSync(join(dimension.gocache, 'trim.txt'), '1000000000');
    openDimension(dimension);
    const recorded: unknown = JSON.parse(readFileSync(join(dimension.directory, 'dimension.json'), 'utf8'));
    expect(recorded).toEqual({
      schemaVersion: 1,
      name: dimension.name,
      fingerprint: dimension.fingerprint,
      components: dimension.components,
    });
    const now = Date.now() / 1000;
    const trimmed = Number(readFileSync(join(dimension.gocache, 'trim.txt'), 'utf8'));
    expect(trimmed).toBeLessThanOrEqual(now);
    expect(trimmed).toBeGreaterThan(now - 60);
  });

  it('says where it cannot write, and what to do', async () => {
    const dimension = await workspace.describe();
    const occupied = join(makeDirectory({ file: '' }), 'file');
    const moved = { ...dimension, directory: occupied, gocache: join(occupied, 'gocache') };
    expect(() => openDimension(moved)).toThrow(
      expect.objectContaining({
        code: 'cache-root-unwritable',
        message: expect.stringContaining(occupied),
        next: expect.stringContaining('GOSHAWK_CACHE_ROOT'),
      }) as Error,
    );
  });
});
