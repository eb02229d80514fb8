import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processMark } from '../../support';
import { makeDirectory } from '../../support/testing/make-directory';
import { goEnvironment } from '../../toolchain/testing/go-environment';
import { splitGoCommand, type ProcessResult } from '../../toolchain';
import { describeDimension, openDimension } from '../../dimension';
import { PlacedArtifacts } from '../placed-artifacts';
import { specCacheRoot } from '../test/testing/go-space';
import { findGo } from '../../toolchain';
import { withForeignTargetsAside } from './set-aside';
import { targetsOf } from './targets';

jest.setTimeout(180_000);

const cacheRoot = specCacheRoot();
const go = findGo({ env: process.env, cwd: __dirname });

function makeModule() {
  const gopath = makeDirectory();
  const root = makeDirectory({
    'go.mod': 'module ex/tool/v2\n\ngo 1.21\n',
    'main.go': 'package main\n\nfunc main() { println("one") }\n',
    'main_test.go': 'package main\n\nimport "testing"\n\nfunc TestIt(t *testing.T) {}\n',
    'cmd/other/other.go': 'package main\n\nfunc main() {}\n',
    'lib/lib.go': 'package lib\n',
  });
  const env = goEnvironment({ CGO_ENABLED: '0', GOPATH: gopath, GOFLAGS: '-buildvcs=false' });
  mkdirSync(join(root, 'bin'));
  return { root, env };
}

async function dimensionOf(root: string, env: Record<string, string | undefined>) {
  const dimension = await describeDimension({ go, cwd: root, env, flags: [], cacheRoot });
  openDimension(dimension);
  return dimension;
}

describe('targetsOf', () => {
  it.each<[string, readonly string[], number]>([
    ['go build .', ['ex/tool/v2'], 1],
    ['go build ./cmd/other', ['ex/tool/v2/cmd/other'], 1],
    ['go build -o out .', ['ex/tool/v2'], 1],
    ['go build -o bin .', ['ex/tool/v2'], 1],
    ['go build -o new/ ./...', ['ex/tool/v2', 'ex/tool/v2/cmd/other', 'ex/tool/v2/lib'], 2],
    ['go build ./...', ['ex/tool/v2', 'ex/tool/v2/cmd/other', 'ex/tool/v2/lib'], 0],
    ['go build ./lib', ['ex/tool/v2/lib'], 0],
    ['go build main.go', ['ex/tool/v2'], 1],
    ['go build -buildmode=c-archive -o x.a .', ['ex/tool/v2'], 1],
    ['go install .', ['ex/tool/v2'], 1],
    ['go test -c .', ['ex/tool/v2'], 1],
    ['go test -c -o=bin/ .', ['ex/tool/v2'], 1],
    ['go test .', ['ex/tool/v2'], 0],
    ['go vet ./...', ['ex/tool/v2'], 0],
  ])('%s: just the files that the go command writes', async (line, importPaths, count) => {
    const { root, env } = makeModule();
    const argv = line.split(' ');
    const dimension = await dimensionOf(root, env);
    const packages = dimension.listing.packages.filter(({ importPath }) => importPaths.includes(importPath));
    const targets = targetsOf(splitGoCommand(argv), packages, root, dimension);
    expect(targets).toHaveLength(count);
    if (line.includes('c-archive')) return; // Needs cgo to be built.
    const { status, stderr } = spawnSync(go, argv.slice(1), { cwd: root, env, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const target of targets)
      expect({ target, written: existsSync(target) }).toEqual({ target, written: true });
  });
});

describe('withForeignTargetsAside', () => {
  async function setUp() {
    const { root, env } = makeModule();
    const dimension = await dimensionOf(root, env);
    const target = join(root, 'out');
    const built = spawnSync(go, ['build', '-o', target, '.'], { cwd: root, env });
    expect(built.status).toBe(0);
    const run = (work: () => void, exitCode = 0) =>
      withForeignTargetsAside(
        [target],
        new PlacedArtifacts(dimension.directory),
        { go, cwd: root, env },
        () => {
          work();
          return Promise.resolve({ exitCode } as ProcessResult);
        },
      );
    return { target, run };
  }

  it('hides what another dimension made until it is replaced, and keeps what this one made', async () => {
    const { target, run } = await setUp();
    const seen: boolean[] = [];
    await run(() => {
      seen.push(existsSync(target));
      writeFileSync(target, 'ours');
    });
    await run(() => seen.push(existsSync(target)));
    expect(seen).toEqual([false, true]);
    expect(readFileSync(target, 'utf8')).toBe('ours');
  });

  it('brings it back after a failure', async () => {
    const { target, run } = await setUp();
    const before = readFileSync(target);
    await run(() => expect(existsSync(target)).toBe(false), 1);
    expect(readFileSync(target)).toEqual(before);
    await expect(
      run(() => {
        throw new Error('gone wrong');
      }),
    ).rejects.toThrow('gone wrong');
    expect(readFileSync(target)).toEqual(before);
  });

  it("leaves a file that is none of Go's where the go command sees it", async () => {
    const { target, run } = await setUp();
    writeFileSync(target, 'a text');
    await run(() => expect(readFileSync(target, 'utf8')).toBe('a text'), 1);
  });

  it('brings back what a killed run left aside', async () => {
    const { target, run } = await setUp();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const gone = processMark().replace(String(process.pid), String(pid));
    writeFileSync(join(target, '..', `.out.goshawk-${gone}`), 'left');
    writeFileSync(target, 'a text');
    await run(() => undefined, 1);
    expect(existsSync(join(target, '..', `.out.goshawk-${gone}`))).toBe(false);
    expect(readFileSync(target, 'utf8')).toBe('a text');
  });
});
