import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory, writeFiles, type Files } from '../../../support/testing/make-directory';
import { commitAll, git, graphPlace } from '../testing/graph-place';
import { findAffected } from './find-affected';

const goMod = (name: string, rest = '') => `module example.com/${name}\n\ngo 1.24\n${rest}`;
const goFile = (name: string, ...imports: string[]) =>
  `package ${name}\n\n${imports.map((path) => `import _ "example.com/${path}"\n`).join('')}`;

const WORK: Files = {
  'go.work': 'go 1.24\n\nuse (\n\t./app\n\t"./my lib"\n\t./other\n)\n',
  'app/go.mod': goMod('app'),
  'app/main.go': goFile('main', 'lib/deep'),
  'app/main_test.go': goFile('main', 'lib/helper'),
  'my lib/go.mod': goMod('lib'),
  'my lib/lib.go': goFile('lib'),
  'my lib/lib_test.go': goFile('lib'),
  'my lib/testdata/a.txt': 'a',
  'my lib/deep/deep.go': 'package deep\n\nimport _ "embed"\n\n//go:embed *.txt\nvar text string\n',
  'my lib/deep/a.txt': 'a',
  'my lib/deep/b.txt': 'b',
  'my lib/deep/asm.s': '',
  'my lib/helper/helper.go': goFile('helper'),
  'other/go.mod': goMod('other'),
  'other/other.go': goFile('other'),
  'alone/go.mod': goMod('alone'),
  'alone/alone.go': goFile('alone'),
  'README.md': 'x',
};

function setUp(files: Files = {}) {
  const place = graphPlace({ ...WORK, ...files });
  const root = place.cwd;
  commitAll(root);
  const affected = async (base = 'main', head?: string) => {
    const document = await findAffected({ ...place, base, head });
    const projects = document.projects.map(({ root: at, build, test, because }) => [
      `${at}${build ? ' build' : ''}${test ? ' test' : ''}`,
      because,
    ]);
    return Object.fromEntries(projects) as Record<string, string[]>;
  };
  const write = (changed: Files) => writeFiles(root, changed);
  return {
    place,
    root,
    affected,
    write,
    remove: (path: string) => rmSync(join(root, path), { recursive: true }),
  };
}

describe('findAffected', () => {
  it.each<[string, Files, Record<string, string[]>]>([
    ['nothing', {}, {}],
    ['a file that no package reads', { 'README.md': 'y', 'app/notes.txt': 'y' }, {}],
    ['a Go file', { 'other/other.go': 'package other // y\n' }, { 'other build': ['other/other.go'] }],
    [
      'an embedded file',
      { 'my lib/deep/a.txt': 'y' },
      { 'app build test': ['my lib/deep/a.txt'], 'my lib build test': ['my lib/deep/a.txt'] },
    ],
    [
      'a new file that a pattern embeds',
      { 'my lib/deep/c.txt': 'y' },
      { 'app build test': ['my lib/deep/c.txt'], 'my lib build test': ['my lib/deep/c.txt'] },
    ],
    [
      'an assembly file',
      { 'my lib/deep/asm.s': '// y' },
      { 'app build test': ['my lib/deep/asm.s'], 'my lib build test': ['my lib/deep/asm.s'] },
    ],
    [
      'a package that tests import',
      { 'my lib/helper/helper.go': 'package helper // y\n' },
      { 'app test': ['my lib/helper/helper.go'], 'my lib build test': ['my lib/helper/helper.go'] },
    ],
    ['test data', { 'my lib/testdata/b.txt': 'y' }, { 'my lib test': ['my lib/testdata/b.txt'] }],
    [
      'a go.mod, for all modules of its go.work',
      { 'other/go.mod': goMod('other', '// y\n') },
      {
        'app build test': ['other/go.mod'],
        'my lib build test': ['other/go.mod'],
        'other build': ['other/go.mod'],
      },
    ],
    ['a go.sum of a module by itself', { 'alone/go.sum': '' }, { 'alone build': ['alone/go.sum'] }],
    [
      'a new module within another one',
      { 'my lib/helper/go.mod': goMod('elsewhere') },
      {
        'app test': ['my lib/helper/go.mod'],
        'my lib build test': ['my lib/helper/go.mod'],
        'my lib/helper build': ['my lib/helper/go.mod'],
      },
    ],
  ])('knows what reads %s', async (_, changed, expected) => {
    const { affected, write } = setUp();
    write(changed);
    expect(await affected()).toEqual(expected);
  });

  it('knows what deleted files were part of', async () => {
    const { affected, remove } = setUp();
    remove('my lib/deep/b.txt');
    expect(Object.keys(await affected())).toEqual(['app build test', 'my lib build test']);
    remove('my lib/deep');
    expect(await affected()).toMatchObject({
      'app build test': expect.arrayContaining(['my lib/deep/deep.go']),
    });
  });

  it('blames a project for a package of it that is gone', async () => {
    const { affected, remove } = setUp({ 'other/unused/x.go': 'package unused\n' });
    remove('other/unused');
    expect(await affected()).toEqual({ 'other build': ['other/unused/x.go'] });
  });

  it('knows renamed files under both names', async () => {
    const { affected, root } = setUp();
    mkdirSync(join(root, 'other/new'));
    renameSync(join(root, 'my lib/helper/helper.go'), join(root, 'other/new/helper.go'));
    expect(Object.keys(await affected()).sort()).toEqual(['app test', 'my lib build test', 'other build']);
  });

  it('takes what is staged, changed and new; files that only look new are none', async () => {
    const { affected, root, write } = setUp();
    utimesSync(join(root, 'my lib/lib.go'), 1, 1);
    write({ 'other/other.go': 'package other // y\n', 'alone/new.go': 'package alone\n' });
    git(root, 'add', 'other');
    expect(await affected()).toEqual({ 'alone build': ['alone/new.go'], 'other build': ['other/other.go'] });
  });

  it('looks at nothing but commits when there is a head', async () => {
    const { affected, root, write, remove } = setUp();
    git(root, 'checkout', '-q', '-b', 'feature');
    write({ 'my lib/helper/helper.go': 'package helper // y\n' });
    commitAll(root);
    write({ 'other/other.go': 'package other // y\n', 'alone/new.go': 'package alone\n' });
    remove('app');
    const expected = {
      'app test': ['my lib/helper/helper.go'],
      'my lib build test': ['my lib/helper/helper.go'],
    };
    expect(await affected('main', 'feature')).toEqual(expected);
    expect(await affected('main', 'HEAD')).toEqual(expected);
  });

  it('compares with where the histories part', async () => {
    const { affected, root, write } = setUp();
    git(root, 'checkout', '-q', '-b', 'feature');
    write({ 'other/other.go': 'package other // y\n' });
    commitAll(root);
    git(root, 'checkout', '-q', 'main');
    write({ 'my lib/lib.go': 'package lib // y\n' });
    commitAll(root);
    git(root, 'checkout', '-q', 'feature');
    expect(await affected()).toEqual({ 'other build': ['other/other.go'] });
  });

  const onPosix = process.platform === 'win32' ? it.skip : it;

  onPosix('follows links to files and directories', async () => {
    const place = graphPlace(WORK);
    symlinkSync('../../README.md', join(place.cwd, 'my lib/testdata/readme'));
    symlinkSync('../shared', join(place.cwd, 'other/shared'));
    writeFiles(place.cwd, {
      'shared/shared.go': 'package shared\n',
      'other/other.go': goFile('other', 'other/shared'),
    });
    commitAll(place.cwd);
    writeFiles(place.cwd, { 'README.md': 'y', 'shared/shared.go': 'package shared // y\n' });
    const { projects } = await findAffected({ ...place, base: 'main' });
    expect(projects.map(({ root, because }) => [root, because])).toEqual([
      ['my lib', ['README.md']],
      ['other', ['shared/shared.go']],
    ]);
  });

  it('knows a workspace beneath the root of its repository', async () => {
    const root = makeDirectory();
    const inner = join(root, 'go');
    const files = Object.entries({ ...WORK, 'nx.json': '{}' }).map(([path, text]) => [`go/${path}`, text]);
    const place = { ...graphPlace(Object.fromEntries(files) as Files, root), cwd: inner };
    commitAll(root);
    writeFiles(inner, { 'other/other.go': 'package other // y\n' });
    const { projects } = await findAffected({ ...place, base: 'main' });
    expect(projects).toMatchObject([{ root: 'other', because: ['other/other.go'] }]);
  });

  it('says what to do where git does not know', async () => {
    const { place } = setUp();
    const outside = graphPlace({ 'go.mod': goMod('x') });
    await expect(findAffected({ ...outside, base: 'main' })).rejects.toMatchObject({
      ...{ code: 'no-git-repository', exitCode: 2 },
    });
    await expect(findAffected({ ...place, base: '--all' })).rejects.toMatchObject({
      ...{ code: 'unknown-reference', exitCode: 2 },
    });
    git(place.cwd, 'checkout', '-q', '--orphan', 'unrelated');
    // In the second of the first commit, the same files would make the same commit.
    writeFiles(place.cwd, { 'other.txt': 'other' });
    commitAll(place.cwd);
    await expect(findAffected({ ...place, base: 'main' })).rejects.toMatchObject({ code: 'no-merge-base' });
  });
});
