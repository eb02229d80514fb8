import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { findGo } from '../../toolchain';
import { describeDimension } from '../describe-dimension';
import { MachineLook } from '../machine-look';
import { GoWorkspace, LoggingGo, settle, SMALL_MODULE, type Circumstances } from '../testing/go-workspace';
import { makeModuleProxy } from '../../toolchain/testing/module-proxy';
import type { Listing } from './listing';

jest.setTimeout(120_000);

const onPosix = process.platform === 'win32' ? it.skip : it;

const cacheRoot = makeDirectory();

const TWO_MODULES = {
  'go.work': 'go 1.21\n\nuse (\n\t./app\n\t./lib\n)\n',
  'app/go.mod': 'module ex/app\n\ngo 1.21\n',
  'app/main.go': 'package main\n\nimport "ex/lib"\n\nfunc main() { println(lib.Word) }\n',
  'lib/go.mod': 'module ex/lib\n\ngo 1.21\n',
  'lib/lib.go': 'package lib\n\nconst Word = "one"\n',
};

/** A workspace whose listing is in the memo. */
async function warm(
  files: Readonly<Record<string, string>> = SMALL_MODULE,
  given: Omit<Circumstances, 'go'> = {},
) {
  const workspace = new GoWorkspace(files, cacheRoot);
  const go = new LoggingGo();
  const list = async () => {
    await settle();
    return (await workspace.describe({ ...given, go: go.file })).listing;
  };
  await list();
  go.takeVerbs();
  return { workspace, go, list };
}

interface Given extends Omit<Circumstances, 'go'> {
  readonly files?: Readonly<Record<string, string>>;
}

function pathsOf({ packages }: Listing): string[] {
  return packages.map(({ importPath }) => importPath).sort();
}

/** Import paths of what a package reads. */
function readBy({ packages }: Listing, path: string): (string | undefined)[] | undefined {
  const found = packages.find(({ importPath }) => importPath === path);
  return found?.buildDeps.map((index) => packages[index]?.importPath).sort();
}

describe('the listing of packages', () => {
  onPosix('is asked of the go command once, until something changes', async () => {
    const { go, list } = await warm();
    const first = await list();
    expect(go.takeVerbs()).toEqual(['env']);
    expect(first.packages.map(({ importPath }) => importPath).sort()).toEqual(['ex', 'ex/lib']);
  });

  onPosix.each<[string, (workspace: GoWorkspace) => void, (listing: Listing) => unknown, unknown]>([
    [
      'a new package directory',
      (workspace) => workspace.write({ 'more/more.go': 'package more\n' }),
      pathsOf,
      ['ex', 'ex/lib', 'ex/more'],
    ],
    [
      'a new file in a package',
      (workspace) => workspace.write({ 'lib/more.go': 'package lib\n\nimport _ "ex"\n' }),
      (listing) => readBy(listing, 'ex/lib'),
      ['ex', 'ex/lib'],
    ],
    [
      'an edited import',
      (workspace) => workspace.write({ 'main.go': 'package main\n\nfunc main() {}\n' }),
      (listing) => readBy(listing, 'ex'),
      ['ex'],
    ],
    [
      'a removed package',
      (workspace) => rmSync(join(workspace.root, 'lib'), { recursive: true }),
      pathsOf,
      ['ex'],
    ],
    [
      'an edited go.mod',
      (workspace) => workspace.write({ 'go.mod': 'module ey\n\ngo 1.21\n' }),
      pathsOf,
      ['ey', 'ey/lib'],
    ],
  ])('is asked again after %s', async (_case, change, look, expected) => {
    const { workspace, go, list } = await warm();
    change(workspace);
    const listing = await list();
    expect(go.takeVerbs()).toContain('list');
    expect(look(listing)).toEqual(expected);
  });

  onPosix.each<[string, Given, (workspace: GoWorkspace) => void]>([
    [
      'a -modfile',
      { files: { 'ci/my.mod': 'module ex\n\ngo 1.21\n' }, flags: ['-modfile=ci/my.mod'] },
      (workspace) => workspace.write({ 'ci/my.mod': 'module ex\n\ngo 1.20\n' }),
    ],
    [
      'the sums beside a -modfile',
      { files: { 'ci/my.mod': 'module ex\n\ngo 1.21\n', 'ci/my.sum': '' }, flags: ['-modfile=ci/my.mod'] },
      (workspace) => workspace.write({ 'ci/my.sum': '\n' }),
    ],
    [
      'a file that an overlay puts in place of another',
      {
        files: { 'o.json': '{"Replace":{"main.go":"main.txt"}}', 'main.txt': SMALL_MODULE['main.go'] },
        flags: ['-overlay=o.json'],
      },
      (workspace) => workspace.write({ 'main.txt': 'package main\n\nfunc main() {}\n' }),
    ],
    [
      'an overlay that GOFLAGS names from the directory of the go command',
      {
        files: { 'o.json': '{}', 'main.txt': 'package main\n\nfunc main() {}\n' },
        env: { GOFLAGS: '-overlay=o.json' },
      },
      (workspace) => workspace.write({ 'o.json': '{"Replace":{"main.go":"main.txt"}}' }),
    ],
    [
      'a build constraint of an assembly file',
      { files: { 'lib/a.s': '//go:build linux\n\n// code\n' } },
      (workspace) => workspace.write({ 'lib/a.s': '//go:build darwin\n\n// code\n' }),
    ],
    [
      'the go.mod of a replaced module of which nothing is used',
      {
        files: {
          'go.mod': 'module ex\n\ngo 1.21\n\nrequire ey v0.0.0\n\nreplace ey => ./.ey\n',
          '.ey/go.mod': 'module ey\n\ngo 1.21\n',
        },
      },
      (workspace) => workspace.write({ '.ey/go.mod': 'module ey\n\ngo 1.20\n' }),
    ],
  ])('is asked again after an edit of %s', async (_case, { files = {}, ...given }, change) => {
    const { workspace, go, list } = await warm({ ...SMALL_MODULE, ...files }, given);
    await list();
    expect(go.takeVerbs()).toEqual(['env']);
    change(workspace);
    await list();
    expect(go.takeVerbs()).toContain('list');
  });

  onPosix('is not asked again after an edit of the code of an assembly file', async () => {
    const { workspace, go, list } = await warm({ ...SMALL_MODULE, 'lib/a.s': '// why\n\nRET\n' });
    workspace.write({ 'lib/a.s': '// why\n\nNOP; RET\n' });
    await list();
    expect(go.takeVerbs()).toEqual(['env']);
  });

  onPosix('finds a package that appears in a replaced module', async () => {
    const { workspace, list } = await warm(
      {
        'app/go.mod': 'module ex\n\ngo 1.21\n\nrequire ey v0.0.0\n\nreplace ey => ../y\n',
        'app/main.go': 'package main\n\nimport (\n\t_ "ey/new"\n\t_ "ey/old"\n)\n\nfunc main() {}\n',
        'y/go.mod': 'module ey\n\ngo 1.21\n',
        'y/old/old.go': 'package old\n',
      },
      { directory: 'app' },
    );
    expect(readBy(await list(), 'ex')).toEqual(['ex', 'ey/old']);
    workspace.write({ 'y/new/new.go': 'package new\n' });
    expect(readBy(await list(), 'ex')).toEqual(['ex', 'ey/new', 'ey/old']);
  });

  onPosix('finds a file that appears where files are embedded from', async () => {
    const { workspace, list } = await warm({
      ...SMALL_MODULE,
      'lib/lib.go': 'package lib\n\nimport "embed"\n\n//go:embed testdata\nvar Word embed.FS\n',
      'lib/testdata/deep/a.txt': '',
      'lib/testdata/empty/.keep': '',
    });
    const embedded = async () =>
      (await list()).packages.find(({ importPath }) => importPath === 'ex/lib')?.embedFiles;
    expect(await embedded()).toEqual(['testdata/deep/a.txt']);
    workspace.write({ 'lib/testdata/empty/b.txt': '' });
    expect(await embedded()).toEqual(['testdata/deep/a.txt', 'testdata/empty/b.txt']);
  });

  onPosix('is asked again after the module cache was cleaned', async () => {
    const GOMODCACHE = makeDirectory();
    const GOPROXY = makeModuleProxy('example.test/dep', 'v1.0.0', {
      'go.mod': 'module example.test/dep\n',
      'dep.go': 'package dep\n',
    });
    const env = { GOPROXY, GOSUMDB: 'off', GOMODCACHE, GOFLAGS: '-modcacherw -mod=mod' };
    const files = {
      'go.mod': 'module ex\n\ngo 1.21\n\nrequire example.test/dep v1.0.0\n',
      'main.go': 'package main\n\nimport _ "example.test/dep"\n\nfunc main() {}\n',
    };
    const { go, list } = await warm(files, { env });
    // The first answer came with a download, and is not kept.
    await list();
    go.takeVerbs();
    await list();
    expect(go.takeVerbs()).toEqual(['env']);
    rmSync(GOMODCACHE, { recursive: true });
    await list();
    expect(go.takeVerbs()).toContain('list');
    expect(existsSync(join(GOMODCACHE, 'example.test', 'dep@v1.0.0', 'dep.go'))).toBe(true);
  });

  it('is kept for each level of an architecture by itself, since levels are build tags', async () => {
    const workspace = new GoWorkspace(
      {
        ...SMALL_MODULE,
        'lib/fast.go': '//go:build amd64.v3\n\npackage lib\n\nimport _ "ex/only"\n',
        'only/only.go': 'package only\n',
      },
      cacheRoot,
    );
    await settle();
    const read = async (GOAMD64: string) => {
      const { listing } = await workspace.describe({ env: { GOARCH: 'amd64', GOAMD64 } });
      return readBy(listing, 'ex/lib');
    };
    expect(await read('v1')).toEqual(['ex/lib']);
    expect(await read('v3')).toEqual(['ex/lib', 'ex/only']);
  });

  it('is not remembered for a file that is saved while it is compared', async () => {
    const workspace = new GoWorkspace();
    const { root, cacheRoot: own } = workspace;
    await settle();
    await workspace.describe();
    await settle();
    const remembered = () => {
      const directory = join(own, 'memo', 'listings');
      return readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
    };
    const before = remembered();
    class LateSave extends MachineLook {
      override stateOf(path: string, kind: 'file' | 'directory') {
        const file = join(root, 'lib', 'lib.go');
        if (path === file) {
          writeFileSync(file, `${SMALL_MODULE['lib/lib.go']}// saved\n`);
          const until = Date.now() + 60;
          while (Date.now() < until);
        }
        return super.stateOf(path, kind);
      }
    }
    const env = workspace.env();
    const go = findGo({ env, cwd: root });
    const look = new LateSave(own);
    await describeDimension({ go, cwd: root, env, flags: [], cacheRoot: own, look });
    expect(remembered()).toEqual(before);
  });

  onPosix.each<[string, (workspace: GoWorkspace) => void]>([
    [
      'an edited function',
      (workspace) => workspace.write({ 'lib/lib.go': 'package lib\n\nconst Word = "another"\n' }),
    ],
    [
      'a file written beside it and renamed over it, as editors do',
      ({ root }) => {
        writeFileSync(join(root, 'lib', '.lib.go.tmp'), 'package lib\n\nconst Word = "another"\n');
        renameSync(join(root, 'lib', '.lib.go.tmp'), join(root, 'lib', 'lib.go'));
      },
    ],
    [
      'new times of a file',
      ({ root }) => utimesSync(join(root, 'lib', 'lib.go'), new Date(), new Date(Date.now() - 5000)),
    ],
  ])('is not asked again after %s, also the next time', async (_case, change) => {
    const { workspace, go, list } = await warm();
    const before = await list();
    go.takeVerbs();
    change(workspace);
    expect(await list()).toEqual(before);
    await list();
    expect(go.takeVerbs()).toEqual(['env', 'env']);
    workspace.write({ 'lib/lib.go': 'package lib\n\nimport _ "os"\n\nconst Word = "third"\n' });
    await list();
    expect(go.takeVerbs()).toContain('list');
  });

  onPosix('knows what a package reads after its imports changed', async () => {
    const { workspace, list } = await warm();
    workspace.write({ 'main.go': 'package main\n\nfunc main() {}\n' });
    expect(readBy(await list(), 'ex')).toEqual(['ex']);
  });

  onPosix('is asked again after an edit of go.work, and after a module went away', async () => {
    const { workspace, go, list } = await warm(TWO_MODULES);
    workspace.write({ 'go.work': 'go 1.21\n\nuse ./app\n' });
    const { packages } = await list();
    expect(go.takeVerbs()).toContain('list');
    expect(packages.map(({ importPath }) => importPath)).toEqual(['ex/app']);
    expect(packages[0]?.errors.join()).toContain('ex/lib');
  });

  onPosix('is asked again when a file that a vendored or missing package needs appears', async () => {
    const { workspace, go, list } = await warm({
      ...SMALL_MODULE,
      'main.go': 'package main\n\nimport _ "ex/gen"\n\nfunc main() {}\n',
    });
    const before = await list();
    expect(before.packages.find(({ importPath }) => importPath === 'ex')?.errors.join()).toContain('ex/gen');
    go.takeVerbs();
    workspace.write({ 'gen/gen.go': 'package gen\n' });
    const after = await list();
    expect(after.packages.find(({ importPath }) => importPath === 'ex')?.errors).toEqual([]);
  });

  onPosix('is kept for each set of flags by itself', async () => {
    const { workspace, go } = await warm({
      ...SMALL_MODULE,
      'lib/extra.go': '//go:build extra\n\npackage lib\n\nimport _ "ex/only"\n',
      'only/only.go': 'package only\n',
    });
    const tagged = await workspace.describe({ go: go.file, flags: ['-tags=extra'] });
    const plain = await workspace.describe({ go: go.file });
    expect(readBy(tagged.listing, 'ex')).toEqual(['ex', 'ex/lib', 'ex/only']);
    expect(readBy(plain.listing, 'ex')).toEqual(['ex', 'ex/lib']);
  });

  onPosix('starts anew where its memo is damaged', async () => {
    const { go, list } = await warm();
    const directory = join(cacheRoot, 'memo', 'listings');
    for (const name of readdirSync(directory)) writeFileSync(join(directory, name), '{"version":');
    expect((await list()).packages).toHaveLength(2);
    expect(go.takeVerbs()).toContain('list');
    await list();
    expect(go.takeVerbs()).toEqual(['env']);
  });

  it('names a broken package with the words of the go command, and lists the others', async () => {
    const workspace = new GoWorkspace(
      { ...SMALL_MODULE, 'bad/bad.go': 'package bad\n\nimport "ex/nowhere"\n' },
      cacheRoot,
    );
    const { listing } = await workspace.describe();
    const errorsOf = (path: string) =>
      listing.packages.find(({ importPath }) => importPath === path)?.errors.join();
    expect(errorsOf('ex/bad')).toContain('ex/nowhere');
    expect(errorsOf('ex')).toBe('');
  });

  it('is empty where there is no module', async () => {
    const { listing } = await new GoWorkspace({ 'a.txt': '' }, cacheRoot).describe();
    expect(listing.packages).toEqual([]);
  });
});

describe('a Go file that changed under the same size and mtime', () => {
  const time = new Date(Date.now() - 60_000);

  async function rewrite(file: string, text: string): Promise<void> {
    writeFileSync(file, text);
    utimesSync(file, time, time);
    await settle();
  }

  it("switches Go's package index off, until it is as before", async () => {
    const workspace = new GoWorkspace(SMALL_MODULE, cacheRoot);
    const file = join(workspace.root, 'lib', 'lib.go');
    const original = readFileSync(file, 'utf8');
    await rewrite(file, original);
    expect((await workspace.describe()).listing.distrustIndex).toBe(false);
    await rewrite(file, original.replace('one', 'two'));
    expect((await workspace.describe()).listing.distrustIndex).toBe(true);
    expect((await workspace.describe()).listing.distrustIndex).toBe(true);
    await rewrite(file, original);
    expect((await workspace.describe()).listing.distrustIndex).toBe(false);
  });

  it('is noticed by a listing under other settings too, and its imports are read anew', async () => {
    const files = { ...SMALL_MODULE, 'bib/bib.go': 'package lib\n\nconst Word = "two"\n' };
    const workspace = new GoWorkspace(files, cacheRoot);
    const file = join(workspace.root, 'main.go');
    const original = readFileSync(file, 'utf8');
    await rewrite(file, original);
    // Go keeps no index of what changed within the last two seconds (cmd/go/internal/modindex/read.go: modTimeCutoff).
    const old = new Date(Date.now() - 120_000);
    for (const name of ['.', 'lib', 'bib', 'lib/lib.go', 'bib/bib.go'])
      utimesSync(join(workspace.root, name), old, old);
    await settle();
    await workspace.describe();
    await rewrite(file, original.replace('ex/lib', 'ex/bib'));
    const { listing } = await workspace.describe({ env: { GOPROXY: 'off' } });
    expect(listing.distrustIndex).toBe(true);
    expect(readBy(listing, 'ex')).toEqual(['ex', 'ex/bib']);
  });
});
