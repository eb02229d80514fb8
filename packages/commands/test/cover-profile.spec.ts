import type { TestOptions } from '../options/go-options';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { groupTests, planTests } from './plan-tests';
import { testTasks } from './test-tasks';
import { GoSpace } from './testing/go-space';
import { runTests } from './testing/run-tests';
import { goTest, passing, reading } from './testing/sources';

jest.setTimeout(300_000);

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
});

afterEach(() => space.remove());

const half = (name: string) => ({
  [`${name}.go`]: `package ${name}\n\nfunc Covered() int { return 1 }\n\nfunc Uncovered() int { return 2 }\n`,
  [`${name}_test.go`]: goTest(name, '\tif Covered() != 1 {\n\t\tt.Fatal()\n\t}'),
});

const whole = (name: string) => ({
  [`${name}.go`]: `package ${name}\n\nfunc Covered() int { return 1 }\n`,
  [`${name}_test.go`]: goTest(name, '\tif Covered() != 1 {\n\t\tt.Fatal()\n\t}'),
});

describe('a coverage threshold', () => {
  it('fails the tasks that are below it, in a batch, and names the packages', async () => {
    const sub = Object.entries(whole('sub')).map(([name, source]) => [`sub/${name}`, source] as const);
    space.modules({ low: { ...half('low'), ...Object.fromEntries(sub) }, high: whole('high') });
    const tasks = ['low', 'high'].map((project) =>
      space.task<TestOptions>(project, { coverageThreshold: 80, coverProfile: `dist/${project}/cover.out` }),
    );
    const outcomes = new Map((await testTasks(tasks)).map(({ id, ...outcome }) => [id, outcome]));
    const [low, high] = ['low:go', 'high:go'].map((id) => outcomes.get(id));
    expect(high?.success).toBe(true);
    expect(high?.output).toMatch(
      /\ngoshawk: 100\.0 % \(1 of 1\) of statements are covered; the threshold is 80 %\.\ngoshawk: .* s\n$/,
    );
    expect(low?.success).toBe(false);
    expect(low?.output).toMatch(
      /goshawk: 66\.7 % \(2 of 3\) of statements are covered; the threshold is 80 %\.\n/,
    );
    expect(low?.output).toMatch(/\nexample\.test\/low +50\.0 % \(1 of 2\)\ngoshawk: .* s\n$/);
    expect(low?.output).not.toMatch(/example\.test\/low\/sub +100/);
    const total = (await space.go('low', 'tool', 'cover', '-func=../dist/low/cover.out')).trim();
    expect(total).toMatch(/\b66\.7%$/);
    expect(space.read('dist/high/cover.out').match(/example\.test\/\w+/g)).toEqual(['example.test/high']);
  });

  it.each([
    ['this Go', {}, 'c'],
    ['Go 1.21, which keeps no result with a profile', { GOTOOLCHAIN: 'go1.21.13' }, 'p'],
  ])('counts each package as its last run left it with %s', async (_, env, letter) => {
    const lib = {
      'lib.go': half('lib')['lib.go'] ?? '',
      'lib_test.go': reading('lib', '"../fixtures/x.txt"'),
    };
    space.modules({ lib, other: whole('other') });
    const seen = [];
    for (const content of ['fine', 'fine', 'oops', 'fine']) {
      space.write({ 'fixtures/x.txt': content });
      const tasks = ['lib', 'other'].map((project) =>
        space.task<TestOptions>(project, { coverageThreshold: 10 }, env),
      );
      const outcomes = new Map((await testTasks(tasks)).map(({ id, output }) => [id, output]));
      const percent = /goshawk: (\S+ % \(\d+ of \d+\))/;
      seen.push(['lib:go', 'other:go'].map((id) => percent.exec(outcomes.get(id) ?? '')?.[1] ?? 'none'));
      if (seen.length > 1) expect(outcomes.get('other:go')?.includes('(cached)')).toBe(letter === 'c');
    }
    const both = ['0.0 % (0 of 2)', '100.0 % (1 of 1)'];
    expect(seen).toEqual([both, both, ['none', '100.0 % (1 of 1)'], both]);
  });

  it('says nothing of tests that fail, and is met where there is nothing to cover', async () => {
    space.modules({
      red: { 'red_test.go': goTest('red', '\tt.Fatal()') },
      bare: { 'bare_test.go': passing('bare') },
    });
    expect((await runTests(space, 'red', { coverageThreshold: 80 })).output).not.toMatch(/threshold/);
    const bare = await runTests(space, 'bare', { coverageThreshold: 80 });
    expect([bare.success, bare.output]).toEqual([true, expect.stringMatching(/no statements to cover/)]);
  });

  it('counts what no test that was to run has reached', async () => {
    space.modules({ lib: whole('lib') });
    const { success, output } = await runTests(space, 'lib', { coverageThreshold: 1, run: 'TestOther' });
    expect(success).toBe(false);
    expect(output).toMatch(/example\.test\/lib +0\.0 % \(0 of 1\)\n/);
  });

  it('works with -coverpkg, and counts what it names', async () => {
    const app = {
      'app.go': 'package app\n\nfunc A() int { return 1 }\n',
      ...{ 'app_test.go': goTest('app', '\t_ = A()') },
    };
    space.modules({ app: { ...app, 'other/other.go': 'package other\n\nfunc O() int { return 1 }\n' } });
    const options = { coverageThreshold: 60, flags: ['-coverpkg=./app/...'] };
    const { success, output } = await runTests(space, 'app', options);
    expect(success).toBe(false);
    expect(output).toMatch(/example\.test\/app\/other +0\.0 % \(0 of 1\)\n/);
  });

  it('is judged for tasks that share a go command, whatever theirs is', async () => {
    space.modules({ a: whole('a'), b: whole('b'), c: whole('c') });
    const given: TestOptions[] = [
      { cover: true, coverageThreshold: 10 },
      { cover: true, coverageThreshold: 90, coverProfile: 'dist/b/cover.out' },
      { cover: true },
    ];
    const memo = new RunMemo();
    const planned = await Promise.all(
      ['a', 'b', 'c'].map(async (project, index) =>
        planTests(await prepareTask(space.task<TestOptions>(project, given[index] ?? {}), memo)),
      ),
    );
    expect(groupTests(planned).map((group) => group.map(({ task }) => task.id))).toEqual([
      ['a:go', 'b:go'],
      ['c:go'],
    ]);
  });

  it('that is no percentage is refused', async () => {
    space.modules({ lib: whole('lib') });
    const { success, output } = await runTests(space, 'lib', { coverageThreshold: 800 });
    expect([success, output]).toEqual([
      false,
      expect.stringMatching(/lib:go: .* 800 .*\[invalid-threshold\]/),
    ]);
  });
});

it('a profile of an earlier run is gone where the tests did not run', async () => {
  space.modules({ lib: whole('lib') });
  const options = { coverProfile: 'dist/lib/cover.out' };
  await runTests(space, 'lib', options);
  expect(space.read('dist/lib/cover.out')).toMatch(/^mode: set\n/);
  await runTests(space, 'lib', { ...options, goBinary: '/nowhere/go' });
  expect(() => space.read('dist/lib/cover.out')).toThrow(/ENOENT/);
});
