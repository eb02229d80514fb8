import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { VetOptions } from '../options/go-options';
import { testTasks } from '../test/test-tasks';
import { GoSpace } from '../test/testing/go-space';
import { passing } from '../test/testing/sources';
import { attributeText } from './attribute-text';
import { vetTasks } from './vet-tasks';

jest.setTimeout(300_000);

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
});

afterEach(() => space.remove());

const printing = (name: string) =>
  `package ${name}\n\nimport "fmt"\n\nfunc Print() { fmt.Printf("%d", "in ${name}") }\n`;

/** Modules that are wrong in one way each, and three that are right. */
const modules = {
  fine: { 'fine.go': 'package fine\n', 'fine_test.go': passing('fine') },
  wrong: { 'wrong.go': printing('wrong') },
  tests: { 'tests.go': 'package tests\n', 'tests_test.go': printing('tests') },
  outer: { 'outer.go': 'package outer\n', 'outer_test.go': printing('outer_test') },
  importer: { 'importer.go': 'package importer\n\nimport "example.test/wrong"\n\nvar _ = wrong.Print\n' },
  typed: { 'typed.go': 'package typed\n\nfunc One() int { return "one" }\n' },
  user: { 'user.go': 'package user\n\nimport "example.test/typed"\n\nvar _ = typed.One\n' },
  syntax: { 'syntax.go': 'package syntax\n\nfunc Open() {\n' },
  absent: { 'absent.go': 'package absent\n\nimport _ "example.test/nowhere"\n' },
  last: { 'last.go': 'package last\n' },
};

const expected: Record<string, RegExp> = {
  wrong: /wrong\.go.*format %d has arg "in wrong" of wrong type/,
  tests: /tests_test\.go.*format %d has arg "in tests" of wrong type/,
  outer: /outer_test\.go.*format %d has arg "in outer_test" of wrong type/,
  typed: /cannot use "one"/,
  user: /cannot use "one"/,
  syntax: /syntax\.go:\d+:\d+: expected '}'/,
  absent: /no required module provides package example\.test\/nowhere/,
};

it.each([
  ['this Go', {}],
  ['Go 1.21', { GOTOOLCHAIN: 'go1.21.13' }],
])('gives each task of a batch its own success and output with %s', async (_, env) => {
  space.modules(modules);
  const tasks = Object.keys(modules).map((project) => space.task<VetOptions>(project, {}, env));
  // The second run has what the first left in Go's cache.
  for (const outcomes of [await vetTasks(tasks), await vetTasks(tasks)]) {
    expect(outcomes.map(({ id }) => id).sort()).toEqual(tasks.map(({ id }) => id).sort());
    for (const { id, success, output } of outcomes) {
      const project = id.replace(':go', '');
      const reason = expected[project];
      expect([project, success, output]).toEqual([project, reason === undefined, output]);
      if (reason !== undefined) expect(output).toMatch(reason);
      for (const [other, text] of Object.entries(expected)) {
        const shares = [project, other].every((one) => ['typed', 'user'].includes(one));
        if (other !== project && !shares) expect(output).not.toMatch(text);
      }
      expect(output).toMatch(/goshawk: \S+ · 1 package · \d+ built, \d+ reused · (failed · )?[\d.]+ s\n$/);
    }
  }
});

it('compiles nothing that tests have compiled, and changes no file', async () => {
  space.modules({
    lib: {
      'lib.go': 'package lib\n\nimport "fmt"\n\nfunc Print() { fmt.Println() }\n',
      'lib_test.go': passing('lib'),
    },
  });
  await testTasks([space.task('lib', {})]);
  const before = snapshot(space.workspace);
  const [outcome] = await vetTasks([space.task('lib', {})]);
  expect([outcome?.success, outcome?.output]).toEqual([true, expect.stringMatching(/ 0 built, \d+ reused /)]);
  expect(snapshot(space.workspace)).toEqual(before);
});

it('refuses to change files', async () => {
  space.modules({ lib: { 'lib.go': 'package lib\n\nfunc Any(x interface{}) {}\n' } });
  const before = snapshot(space.workspace);
  const [refused] = await vetTasks([space.task('lib', { flags: ['-fix'] })]);
  expect([refused?.success, refused?.output]).toEqual([false, expect.stringMatching(/-fix/)]);
  const [ignored] = await vetTasks([space.task('lib', {}, { GOFLAGS: '-fix' })]);
  expect(ignored?.success).toBe(true);
  expect(snapshot(space.workspace)).toEqual(before);
});

it('finds what is wrong with a package that was read as a dependency before', async () => {
  const { wrong, importer } = modules;
  space.modules({ wrong, importer });
  const letters = [];
  for (const project of ['importer', 'wrong', 'importer', 'wrong']) {
    const [outcome] = await vetTasks([space.task(project, {})]);
    letters.push([project, outcome?.success]);
  }
  expect(letters).toEqual([
    ['importer', true],
    ['wrong', false],
    ['importer', true],
    ['wrong', false],
  ]);
});

describe('of a project without a package on this platform', () => {
  const elsewhere = '//go:build plan9\n\npackage elsewhere\n';

  it('succeeds, says so, and checks it on another', async () => {
    space.modules({ elsewhere: { 'elsewhere.go': elsewhere, 'in/in.go': 'package in\n' } });
    // As it is inferred where there is a project beneath.
    const options = { packages: ['./...', '!./in/...'] };
    const [here] = await vetTasks([space.task('elsewhere', options)]);
    expect([here?.success, here?.output]).toEqual([
      true,
      expect.stringMatching(/^goshawk: \S+ · no package on this platform · [\d.]+ s\n$/),
    ]);
    const [there] = await vetTasks([space.task('elsewhere', options, { GOOS: 'plan9', GOARCH: 'amd64' })]);
    expect(there).toMatchObject({ success: true, output: expect.stringContaining('1 package') as string });
  });

  it('fails where there is no Go file at all, or the task names packages', async () => {
    space.modules({
      elsewhere: { 'elsewhere.go': elsewhere, 'sub/sub.go': elsewhere, 'in/in.go': 'package in\n' },
      empty: { 'testdata/x.go': 'package x\n', 'inner/go.mod': 'module x\n', 'inner/x.go': 'package x\n' },
    });
    const outcomes = await vetTasks([
      space.task('empty', {}),
      { ...space.task('elsewhere', { packages: './sub' }), id: 'part' },
      { ...space.task('elsewhere/in', { packages: ['./...', '!./...'] }), id: 'taken away' },
    ]);
    expect(outcomes).toHaveLength(3);
    for (const { success, output } of outcomes)
      expect([success, output]).toEqual([false, expect.stringContaining('[no-go-package]')]);
  });

  it('fails where the go command looks for none, or cannot read one', async () => {
    space.write({
      'go.work': 'go 1.21\n\nuse .\n',
      'go.mod': 'module example.test/root\n\ngo 1.21\n',
      'root.go': 'package root\n',
      'inner/go.mod': 'module example.test/inner\n\ngo 1.21\n',
      'inner/inner.go': 'package inner\n',
      'broken/broken.go': 'packag broken\n',
      '../outside/outside.go': 'package outside\n',
    });
    const outcomes = await vetTasks([
      space.task('inner', {}),
      space.task('broken', {}),
      space.task('../outside', {}),
    ]);
    expect(outcomes.map(({ id, success }) => [id, success]).sort()).toEqual([
      ['../outside:go', false],
      ['broken:go', false],
      ['inner:go', false],
    ]);
  });
});

describe('text of go vet', () => {
  const packages = ['a', 'b', 'b/c_test'].map((path) => ({
    importPath: `example.test/${path}`,
    dir: join('/work', path),
    name: '',
    modulePath: '',
    hasTests: false,
    embedFiles: [],
    links: [],
    errors: [],
    buildDeps: [],
    testDeps: [],
  }));

  it.each([
    ['# example.test/a\n# [example.test/a]\na/a.go:1:2: wrong\n', [['a', false]]],
    ['# example.test/a [example.test/a.test]\nvet: a/a_test.go:1:2: wrong\n\tmore\n', [['a', false]]],
    ['# example.test/a\na/a.go:1:2: wrong\n', [['a', true]]],
    ['# example.test/b_test [example.test/b.test]\nb/x_test.go:1:2: wrong\n', [['b', false]]],
    ['# example.test/b/c_test\nb/c_test/x.go:1:2: wrong\n', [['b/c_test', true]]],
    [
      'a/a.go:1:2: wrong\n\tmore\nb/b.go:3: wrong\n',
      [
        ['a', false],
        ['b', false],
      ],
    ],
    ['# example.org/elsewhere\n../x.go:1:2: wrong\n', [[undefined, true]]],
    [
      'go: updates to go.mod needed\n# example.test/a\na/a.go:1:2: wrong\n',
      [
        [undefined, false],
        ['a', true],
      ],
    ],
    ['', []],
  ])('%j is of %j', (text, expectedBlocks) => {
    const blocks = attributeText(text, '/work', { packages });
    expect(
      blocks.map(({ importPath, isOfBuild }) => [importPath?.replace('example.test/', ''), isOfBuild]),
    ).toEqual(expectedBlocks);
    expect(blocks.map((block) => block.text).join('')).toBe(text);
  });
});

/** Names, contents and times of all files. */
function snapshot(directory: string): unknown[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const file = join(directory, name);
      const stats = statSync(file);
      return stats.isFile() ? [name, stats.mtimeMs, readFileSync(file, 'utf8')] : [name];
    });
}
