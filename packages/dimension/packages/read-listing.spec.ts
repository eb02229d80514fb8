import { readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { GoWorkspace, LoggingGo, settle, SMALL_MODULE } from '../testing/go-workspace';

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
async function warm(files: Readonly<Record<string, string>> = SMALL_MODULE) {
  const workspace = new GoWorkspace(files, cacheRoot);
  const go = new LoggingGo();
  const list = async () => {
    await settle();
    return (await workspace.describe({ go: go.file })).listing;
  };
  await list();
  go.takeVerbs();
  return { workspace, go, list };
}

describe('the listing of packages', () => {
  onPosix('is asked of the go command once, until something changes', async () => {
    const { go, list } = await warm();
    const first = await list();
    expect(go.takeVerbs()).toEqual(['env']);
    expect(first.packages.map(({ importPath }) => importPath).sort()).toEqual(['ex', 'ex/lib']);
  });

  onPosix.each<[string, (workspace: GoWorkspace) => void, (paths: readonly string[]) => boolean]>([
    [
      'a new package directory',
      (workspace) => workspace.write({ 'more/more.go': 'package more\n' }),
      (paths) => paths.includes('ex/more'),
    ],
    [
      'a new file in a package',
      (workspace) => workspace.write({ 'lib/more.go': 'package lib\n\nimport _ "ex/extra"\n' }),
      (paths) => paths.length > 0,
    ],
    [
      'an edited import',
      (workspace) => workspace.write({ 'main.go': 'package main\n\nfunc main() {}\n' }),
      (paths) => paths.includes('ex'),
    ],
    [
      'a removed package',
      (workspace) => rmSync(join(workspace.root, 'lib'), { recursive: true }),
      (paths) => !paths.includes('ex/lib'),
    ],
    [
      'an edited go.mod',
      (workspace) => workspace.write({ 'go.mod': 'module ex\n\ngo 1.20\n' }),
      (paths) => paths.includes('ex'),
    ],
  ])('is asked again after %s', async (_case, change, isRight) => {
    const { workspace, go, list } = await warm();
    change(workspace);
    const { packages } = await list();
    expect(go.takeVerbs()).toContain('list');
    expect(isRight(packages.map(({ importPath }) => importPath))).toBe(true);
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
    const { packages } = await list();
    const main = packages.find(({ importPath }) => importPath === 'ex');
    expect(main?.buildDeps.map((index) => packages[index]?.importPath)).toEqual(['ex']);
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
    const reads = ({ listing: { packages } }: typeof plain) =>
      packages
        .find(({ importPath }) => importPath === 'ex')
        ?.buildDeps.map((index) => packages[index]?.importPath)
        .sort();
    expect(reads(tagged)).toEqual(['ex', 'ex/lib', 'ex/only']);
    expect(reads(plain)).toEqual(['ex', 'ex/lib']);
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
    const main = listing.packages.find(({ importPath }) => importPath === 'ex');
    const read = main?.buildDeps.map((index) => listing.packages[index]?.importPath);
    expect(read?.sort()).toEqual(['ex', 'ex/bib']);
  });
});
