import { utimesSync } from 'node:fs';
import { whyNoCompiler } from './support/compiler';
import { allTargets, goModule, goTest, goWork, mustRead, printing } from './support/go-files';
import { answerPreamble, makeAnswerLibrary } from './support/native-library';
import { isHit } from './support/nx-output';
import { itUnless } from './support/skips';
import { taskStatuses } from './support/tasks';
import { expectExit } from './support/expect-exit';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();
const test = ['run', 'lib:go-test'];
const hourAgo = Date.now() - 3_600_000;
const withoutNxCache = [...test, '--skip-nx-cache'];

describe('never a stale (cached)', () => {
  itUnless(whyNoCompiler())('when a static library that a test links has changed', async () => {
    const space = await workspace({
      ...goWork('libs/lib'),
      ...goModule('libs/lib', {
        'lib.go': `package lib\n\n/*\n${answerPreamble}\n*/\nimport "C"\n\nfunc Answer() int { return int(C.answer()) }\n`,
        'lib_test.go': goTest('lib', 'if Answer() != 1 {\n\t\tt.Fatal(Answer())\n\t}'),
      }),
    });
    await makeAnswerLibrary(space, 1);
    expectExit(await space.nx(test), 0);
    await makeAnswerLibrary(space, 2);
    expectExit(await space.nx(withoutNxCache), 1);
    expectExit(await space.nx(test), 1);
  });

  it('when a file that a test reads has other content with the same size and time', async () => {
    const space = await workspace(readingTest('"testdata/expected.txt"', 'libs/lib/testdata/expected.txt'));
    writeHourAgo(space, 'libs/lib/testdata/expected.txt', 'fine');
    expectExit(await space.nx(test), 0);
    writeHourAgo(space, 'libs/lib/testdata/expected.txt', 'oops');
    expectExit(await space.nx(withoutNxCache), 1);
    expectExit(await space.nx(test), 1);
  });

  it.each([
    ['a file outside the module', '"../../shared/expected.txt"', 'shared/expected.txt'],
    [
      'a file outside the module by its absolute path',
      'os.Getenv("FIXTURES") + "/expected.txt"',
      'shared/expected.txt',
    ],
  ])('when the test reads %s', async (_, path, file) => {
    const space = await workspace(readingTest(path, file));
    const env = { FIXTURES: space.path('shared') };
    expectExit(await space.nx(withoutNxCache, env), 0);
    space.write({ [file]: 'oops' });
    expectExit(await space.nx(withoutNxCache, env), 1);
  });
});

describe('an input that the target does not declare', () => {
  it('is named when it is a file, and the next run executes the test', async () => {
    const space = await workspace(readingTest('"../../shared/expected.txt"', 'shared/expected.txt'));
    expectExit(await space.nx(test), 0);
    space.write({ 'shared/expected.txt': 'oops' });
    await expectTold(space, /shared\/expected\.txt/, {});
  });

  it('is named when it is an environment variable, and the next run executes the test', async () => {
    const body = 'if os.Getenv("FEATURE") == "broken" {\n\t\tt.Fatal("broken")\n\t}';
    const space = await workspace({
      ...goWork('libs/lib'),
      ...goModule('libs/lib', { 'lib.go': 'package lib\n', 'lib_test.go': goTest('lib', body, 'os') }),
    });
    expectExit(await space.nx(test, { FEATURE: 'fine' }), 0);
    await expectTold(space, /FEATURE/, { FEATURE: 'broken' });
  });

  it('is none of them when the target declares it', async () => {
    const inputs = [
      'default',
      '^default',
      '{workspaceRoot}/shared/**',
      '{workspaceRoot}/go.work',
      { env: 'GOSHAWK_INPUTS_LIB' },
    ];
    const targets = { 'go-test': { executor: 'goshawk:go-test', cache: true, inputs } };
    const space = await workspace(readingTest('"../../shared/expected.txt"', 'shared/expected.txt', targets));
    expectExit(await space.nx(test), 0);
    const unchanged = await space.nx(test);
    expect(isHit(unchanged.output)).toBe(true);
    space.write({ 'shared/expected.txt': 'oops' });
    const { exitCode, output } = await space.nx(test);
    expect(output).toMatch(/TestIt/);
    expect(output).not.toMatch(/undeclared/);
    expect(exitCode).toBe(1);
  });
});

it('leaves the packages (cached) that nothing touched', async () => {
  const packages = ['one', 'two', 'three', 'four'];
  const files = packages.flatMap((name) => [
    [`${name}/${name}.go`, `package ${name}\n`],
    [`${name}/${name}_test.go`, goTest(name, `println("${name}")`)],
  ]);
  const space = await workspace({
    ...goWork('libs/lib'),
    ...goModule('libs/lib', Object.fromEntries(files) as Record<string, string>),
  });
  const run = async (): Promise<number> => countCached((await space.nx(withoutNxCache)).output);
  expect(await run()).toBe(0);
  expect(await run()).toBe(4);
  space.write({ 'libs/lib/two/two.go': 'package two\n\nconst Touched = true\n' });
  expect(await run()).toBe(3);
});

it('gives each task of a run its own success and output', async () => {
  const projects = ['red', 'green', 'blue', 'broken'];
  const space = await workspace(
    Object.assign(
      {},
      goWork(...projects.map((name) => `libs/${name}`)),
      ...projects.map((name) =>
        goModule(`libs/${name}`, {
          'lib.go':
            name === 'broken' ? 'package broken\n\nimport _ "example.test/absent"\n' : `package ${name}\n`,
          'lib_test.go': goTest(name, name === 'red' ? 't.Fatal("red on purpose")' : `println("${name}")`),
        }),
      ),
    ) as Record<string, string>,
  );
  const first = await space.nx(['run-many', '-t', 'go-test']);
  expect(taskStatuses(first.output)).toEqual({
    'red:go-test': 'failed',
    'broken:go-test': 'failed',
    'green:go-test': 'succeeded',
    'blue:go-test': 'succeeded',
  });
  expect(first.output).toMatch(/red on purpose/);
  expect(first.output).toMatch(/example\.test\/absent/);
  const second = await space.nx(['run-many', '-t', 'go-test']);
  expect(taskStatuses(second.output)).toEqual({
    'red:go-test': 'failed',
    'broken:go-test': 'failed',
    'green:go-test': 'replayed',
    'blue:go-test': 'replayed',
  });
});

describe('options', () => {
  const body = [
    'if testing.Short() {\n\t\tt.Fatal("short mode")\n\t}',
    't.Run("apple", func(t *testing.T) { t.Log("an apple") })',
    't.Run("pear", func(t *testing.T) { t.Fatal("a bad pear") })',
  ].join('\n\t');
  const lib = {
    ...goWork('libs/lib'),
    ...goModule('libs/lib', {
      'lib.go': 'package lib\n\nfunc Covered() int { return 1 }\n\nfunc Uncovered() int { return 2 }\n',
      'lib_test.go': goTest('lib', body),
    }),
  };

  it('run, skip and short reach the tests', async () => {
    const space = await workspace(lib);
    expectExit(await space.nx(test), 1);
    expectExit(await space.nx([...test, '--run=TestIt/apple']), 0);
    expectExit(await space.nx([...test, '--skip=TestIt/pear']), 0);
    const short = await space.nx([...test, '--skip=TestIt/pear', '--short']);
    expect(short.output).toMatch(/short mode/);
    expect(short.exitCode).toBe(1);
  });

  it('cover writes a profile that is restored with the result', async () => {
    const covering = goTest('lib', 'if Covered() != 1 {\n\t\tt.Fatal()\n\t}');
    const space = await workspace({ ...lib, 'libs/lib/lib_test.go': covering });
    const cover = [...test, '--cover', '--coverProfile=dist/libs/lib/go-test/cover.out'];
    expectExit(await space.nx(cover), 0);
    const profile = space.read('dist/libs/lib/go-test/cover.out');
    expect(profile).toMatch(/^mode: set\n/);
    expect(profile).toMatch(/lib\.go:3\.\d+,3\.\d+ 1 1\n/);
    expect(profile).toMatch(/lib\.go:5\.\d+,5\.\d+ 1 0\n/);
    space.remove('dist');
    const again = await space.nx(cover);
    expect(isHit(again.output)).toBe(true);
    expect(space.read('dist/libs/lib/go-test/cover.out')).toBe(profile);
  });

  itUnless(whyNoCompiler() ?? whyNoRaceDetector())('race finds a data race', async () => {
    const racing = goTest(
      'lib',
      'n, done := 0, make(chan bool)\n\tgo func() { n++; done <- true }()\n\tn++\n\t<-done\n\tprintln(n)',
    );
    const space = await workspace({ ...lib, 'libs/lib/lib_test.go': racing });
    expectExit(await space.nx(test), 0);
    const { exitCode, output } = await space.nx([...test, '--race']);
    expect(output).toMatch(/DATA RACE|race detected/);
    expect(exitCode).toBe(1);
  });
});

/** A project whose test reads a file: a Go expression for the test, a path from the workspace's root for us. */
function readingTest(
  path: string,
  file: string,
  targets = allTargets,
): Record<string, string | object | null> {
  return {
    ...goWork('libs/lib'),
    ...goModule(
      'libs/lib',
      { 'lib.go': 'package lib\n', 'lib_test.go': goTest('lib', mustRead(path, 'fine'), 'os') },
      targets,
    ),
    [file]: 'fine',
    'apps/.keep': printing('"unused"'),
  };
}

/** A green result that would be red now is never silent: the run fails and names the input, and the next one runs the test. */
async function expectTold(space: Workspace, input: RegExp, env: Record<string, string>): Promise<void> {
  const told = await space.nx(test, env);
  expect(told.output).toMatch(/undeclared-input/);
  expect(told.output).toMatch(input);
  expect(told.output).toMatch(/inputs/);
  expect(told.exitCode).toBe(1);
  const next = await space.nx(test, env);
  expect(isHit(next.output)).toBe(false);
  expect(next.output).toMatch(/TestIt/);
  expect(next.exitCode).toBe(1);
}

/** Go caches no test that read a file younger than two seconds; one fixed time makes the second write unnoticed. */
function writeHourAgo(space: Workspace, file: string, content: string): void {
  const time = new Date(hourAgo);
  space.write({ [file]: content });
  utimesSync(space.path(file), time, time);
}

function countCached(output: string): number {
  return output.match(/\(cached\)/g)?.length ?? 0;
}

function whyNoRaceDetector(): string | undefined {
  return process.arch === 'x64' || process.arch === 'arm64' ? undefined : 'no race detector for this machine';
}
