import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from '../../toolchain';
import { GoSpace, isThere } from './testing/go-space';
import { letterOf, runTests } from './testing/run-tests';
import { goTest, passing, reading } from './testing/sources';

jest.setTimeout(300_000);

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
});

afterEach(() => space.remove());

/** Writes each content in turn and says what the tests of `lib` made of it. */
async function lettersFor(file: string, contents: readonly string[], time?: Date): Promise<string> {
  let letters = '';
  for (const content of contents) {
    space.write({ [file]: content }, time);
    letters += letterOf(await runTests(space, 'lib', {}, { FIXTURES: join(space.workspace, 'fixtures') }));
  }
  return letters;
}

describe('a file outside the module', () => {
  it.each([
    ['by a relative path', '"../fixtures/x.txt"'],
    ['by an absolute path', 'os.Getenv("FIXTURES") + "/x.txt"'],
  ])('is noticed %s, and content that comes back is (cached) again', async (_, path) => {
    space.modules({ lib: { 'lib.go': 'package lib\n', 'lib_test.go': reading('lib', path) } });
    const contents = ['fine', 'fine', 'oops', 'fine', 'oops', 'fine'];
    expect(await lettersFor('fixtures/x.txt', contents)).toBe('pcfcfc');
  });

  it('has a result for each content that passes', async () => {
    const body = '\tif _, err := os.ReadFile("../fixtures/x.txt"); err != nil {\n\t\tt.Fatal(err)\n\t}';
    space.modules({ lib: { 'lib.go': 'package lib\n', 'lib_test.go': goTest('lib', body, 'os') } });
    const contents = ['one', 'two', 'three', 'one', 'three', 'two', 'two'];
    expect(await lettersFor('fixtures/x.txt', contents)).toBe('pppcccc');
  });

  it('is noticed when it appears and when it goes', async () => {
    const body =
      '\tif _, err := os.Stat("../fixtures/flag"); err == nil {\n\t\tt.Fatal("there is a flag")\n\t}';
    space.modules({ lib: { 'lib.go': 'package lib\n', 'lib_test.go': goTest('lib', body, 'os') } });
    space.write({ 'fixtures/other': '' });
    const before = [letterOf(await runTests(space, 'lib')), letterOf(await runTests(space, 'lib'))];
    space.write({ 'fixtures/flag': '' });
    const with_ = letterOf(await runTests(space, 'lib'));
    rmSync(join(space.workspace, 'fixtures/flag'));
    expect([...before, with_, letterOf(await runTests(space, 'lib'))]).toEqual(['p', 'c', 'f', 'c']);
  });

  it('is noticed when a directory lists another name', async () => {
    const body =
      '\tentries, err := os.ReadDir("../fixtures")\n\tif err != nil || len(entries) != 1 {\n\t\tt.Fatal(entries, err)\n\t}';
    space.modules({ lib: { 'lib.go': 'package lib\n', 'lib_test.go': goTest('lib', body, 'os') } });
    space.write({ 'fixtures/one': '' });
    const before = [letterOf(await runTests(space, 'lib')), letterOf(await runTests(space, 'lib'))];
    space.write({ 'fixtures/two': '' });
    expect([...before, letterOf(await runTests(space, 'lib'))]).toEqual(['p', 'c', 'f']);
  });
});

it('a file within the module that keeps its size and time is noticed', async () => {
  space.modules({ lib: { 'lib.go': 'package lib\n', 'lib_test.go': reading('lib', '"testdata/x.txt"') } });
  const time = new Date(Date.now() - 3_600_000);
  const contents = ['fine', 'fine', 'oops', 'fine', 'oops'];
  expect(await lettersFor('lib/testdata/x.txt', contents, time)).toBe('pcfcf');
});

it('which files a test reads may depend on a variable', async () => {
  const body = [
    '\tpath := "../fixtures/" + os.Getenv("FIXTURE")',
    '\tif content, err := os.ReadFile(path); err != nil || string(content) != "fine" {',
    '\t\tt.Fatal(string(content), err)',
    '\t}',
  ];
  space.modules({ lib: { 'lib.go': 'package lib\n', 'lib_test.go': goTest('lib', body.join('\n'), 'os') } });
  space.write({ 'fixtures/a': 'fine', 'fixtures/b': 'fine' });
  const run = async (FIXTURE: string) => letterOf(await runTests(space, 'lib', {}, { FIXTURE }));
  expect([await run('a'), await run('b'), await run('a'), await run('b')]).toEqual(['p', 'p', 'c', 'c']);
  space.write({ 'fixtures/a': 'oops' });
  // Go's own list of what the test read is that of the last run, with b: nothing of it says that a changed.
  expect([await run('b'), await run('a')]).toEqual(['c', 'f']);
});

it('packages that nothing touched stay (cached)', async () => {
  const names = ['one', 'two', 'three', 'four'];
  const own = names.map((name) => [`${name}/${name}_test.go`, reading(name, `"../../fixtures/${name}"`)]);
  space.modules({ lib: { 'quiet/quiet_test.go': passing('quiet'), ...Object.fromEntries(own) } });
  for (const name of names) space.write({ [`fixtures/${name}`]: 'fine' });
  const counts = [(await runTests(space, 'lib')).cached, (await runTests(space, 'lib')).cached];
  space.write({ 'fixtures/two': 'oops' });
  const broken = await runTests(space, 'lib');
  space.write({ 'fixtures/two': 'fine' });
  counts.push(broken.cached, (await runTests(space, 'lib')).cached);
  space.write({ 'lib/three/three.go': 'package three\n\nconst Touched = true\n' });
  counts.push((await runTests(space, 'lib')).cached, (await runTests(space, 'lib')).cached);
  expect(broken.success).toBe(false);
  expect(counts).toEqual([0, 5, 4, 5, 4, 5]);
});

describe('a file that the tests themselves write outside the module', () => {
  const writing = (content: string) =>
    `\tcontent := []byte(${content})\n\tif err := os.WriteFile("../out.txt", content, 0o644); err != nil {\n\t\tt.Fatal(err)\n\t}`;

  it('is settled once they are seen to write the same again', async () => {
    space.modules({
      lib: { 'lib.go': 'package lib\n', 'lib_test.go': goTest('lib', writing('"same"'), 'os') },
    });
    const letters = [];
    for (let count = 0; count < 4; count++) letters.push(letterOf(await runTests(space, 'lib')));
    expect(letters.slice(2)).toEqual(['c', 'c']);
    writeFileSync(join(space.workspace, 'out.txt'), 'other');
    expect(letterOf(await runTests(space, 'lib'))).toBe('p');
  });

  it('never makes for a (cached) when it differs each time', async () => {
    const body = writing('time.Now().String()');
    space.modules({
      lib: { 'lib.go': 'package lib\n', 'lib_test.go': goTest('lib', body, 'os', 'time') },
    });
    const letters = [];
    for (let count = 0; count < 4; count++) letters.push(letterOf(await runTests(space, 'lib')));
    expect(letters).toEqual(['p', 'p', 'p', 'p']);
  });
});

it('a result of which no record is left proves nothing', async () => {
  space.modules({
    lib: {
      'lib.go': 'package lib\n',
      'lib_test.go': reading('lib', '"../fixtures/x.txt"'),
      'outer_test.go': passing('lib_test').replace('TestIt', 'TestOuter'),
    },
  });
  const letters = await lettersFor('fixtures/x.txt', ['fine', 'fine']);
  space.forgetTestInputs();
  expect(letters + (await lettersFor('fixtures/x.txt', ['fine', 'fine']))).toBe('pcpc');
});

it('a static library that a test links is noticed', async () => {
  if (!(await isThere('gcc', ['--version']))) return;
  space = new GoSpace({ CGO_ENABLED: '1' });
  const preamble =
    '/*\n#cgo LDFLAGS: -L${SRCDIR}/../native -lanswer\nint answer(void);\n*/\nimport "C"\n\nfunc Answer() int { return int(C.answer()) }\n';
  space.modules({
    lib: {
      'lib.go': `package lib\n\n${preamble}`,
      'lib_test.go': goTest('lib', '\tif Answer() != 1 {\n\t\tt.Fatal(Answer())\n\t}'),
    },
  });
  const makeLibrary = async (answer: number) => {
    space.write({ 'native/answer.c': `int answer(void) { return ${answer}; }\n` });
    const cwd = join(space.workspace, 'native');
    for (const [file, ...args] of [
      ['gcc', '-c', 'answer.c'],
      ['ar', 'rcs', 'libanswer.a', 'answer.o'],
    ] as const)
      await runProcess({ file, args, cwd, env: process.env });
  };
  let letters = '';
  for (const answer of [1, 1, 2, 1]) {
    await makeLibrary(answer);
    letters += letterOf(await runTests(space, 'lib'));
  }
  expect(letters).toBe('pcfc');
});
