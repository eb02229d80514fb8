import type { TaskOutcome } from '../go-task';
import type { TestOptions } from '../options/go-options';
import { testTasks } from './test-tasks';
import { GoSpace } from './testing/go-space';
import { letterOf, runTests } from './testing/run-tests';
import { goTest, passing, reading } from './testing/sources';

jest.setTimeout(300_000);

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
});

afterEach(() => space.remove());

describe('a batch', () => {
  /** Modules that are wrong in one way each, and two that are right. */
  const modules = {
    fine: { 'fine.go': 'package fine\n', 'fine_test.go': passing('fine') },
    red: { 'red.go': 'package red\n', 'red_test.go': goTest('red', '\tt.Fatal("red on purpose")') },
    syntax: { 'syntax.go': 'package syntax\n\nfunc Open() {\n', 'syntax_test.go': passing('syntax') },
    absent: {
      'absent.go': 'package absent\n\nimport _ "example.test/nowhere"\n',
      'absent_test.go': passing('absent'),
    },
    typed: {
      'typed.go': 'package typed\n\nfunc One() int { return "one" }\n',
      'typed_test.go': passing('typed'),
    },
    user: {
      'user.go': 'package user\n\nimport "example.test/typed"\n\nfunc Two() int { return 2 * typed.One() }\n',
      'user_test.go': passing('user'),
    },
    vetted: {
      'vetted.go': 'package vetted\n\nimport "fmt"\n\nfunc Print() { fmt.Printf("%d", "x") }\n',
      'vetted_test.go': passing('vetted'),
    },
    last: { 'last.go': 'package last\n', 'sub/sub_test.go': passing('sub') },
  };
  const expected: Record<string, RegExp> = {
    red: /--- FAIL: TestIt .*\n.*red on purpose/,
    syntax: /syntax error/,
    absent: /no required module provides package example\.test\/nowhere/,
    typed: /cannot use "one"/,
    user: /cannot use "one"/,
    vetted: /format %d has arg "x" of wrong type/,
  };

  it.each([
    ['this Go', {}],
    ['Go 1.21, which stops at a missing import', { GOTOOLCHAIN: 'go1.21.13' }],
  ])('gives each task its own success and output with %s', async (_, env) => {
    space.modules(modules);
    const told: TaskOutcome[] = [];
    const tasks = Object.keys(modules).map((project) => space.task<TestOptions>(project, {}, env));
    const outcomes = await testTasks(tasks, { onOutcome: (outcome) => told.push(outcome) });
    expect(told).toEqual(outcomes);
    const byProject = new Map(outcomes.map((outcome) => [outcome.id.replace(':go', ''), outcome]));
    expect([...byProject.keys()].sort()).toEqual(Object.keys(modules).sort());
    for (const [project, { success, output }] of byProject) {
      const reason = expected[project];
      expect([project, success, output]).toEqual([project, reason === undefined, output]);
      expect(output).toMatch(reason ?? /^ok {2}\t/m);
      for (const [other, text] of Object.entries(expected)) {
        const shares =
          other === project ||
          (project === 'user' && other === 'typed') ||
          (project === 'typed' && other === 'user');
        if (!shares) expect(output).not.toMatch(text);
      }
      expect(output).toMatch(
        /goshawk: \S+ · \d packages? · \d+ built, \d+ reused · .*\d+ cached · [\d.]+ s\n$/,
      );
    }
  });

  it('of one task streams what it says, and tells what it did not stream', async () => {
    space.modules({ fine: modules.fine, red: modules.red });
    for (const project of ['fine', 'red']) {
      let streamed = '';
      const [outcome] = await testTasks([space.task(project, {})], {
        onOutput: (_, chunk) => (streamed += chunk),
      });
      expect(streamed).toContain(`example.test/${project}`);
      expect(streamed + (outcome?.unstreamed ?? '')).toBe(outcome?.output);
    }
  });

  it('gives each task its own variables, whatever they are called', async () => {
    const body = '\tif os.Getenv("NX_API_URL") != "a" {\n\t\tt.Fatal("not for a")\n\t}';
    space.modules({
      a: { 'a_test.go': goTest('a', body, 'os') },
      b: { 'b_test.go': goTest('b', body, 'os') },
    });
    const tasks = ['a', 'b'].map((project) => space.task(project, {}, { NX_API_URL: project }));
    const outcomes = await testTasks(tasks);
    expect(outcomes.map(({ id, success }) => [id, success]).sort()).toEqual([
      ['a:go', true],
      ['b:go', false],
    ]);
  });

  it('takes a result for (cached) in another run of Nx, even if a test reads what Nx says of the run', async () => {
    const names = ['NX_TASK_HASH', 'NX_TUI', 'FORCE_COLOR', 'NX_STREAM_OUTPUT', 'GOSHAWK_INPUTS_LIB'];
    const body = names.map((name) => `\t_ = os.Getenv("${name}")`).join('\n');
    space.modules({ lib: { 'lib_test.go': goTest('lib', body, 'os') } });
    const letters = [];
    for (const value of ['one', 'two'])
      letters.push(
        letterOf(await runTests(space, 'lib', {}, Object.fromEntries(names.map((name) => [name, value])))),
      );
    expect(letters).toEqual(['p', 'c']);
  });

  it('tests a package that two tasks name once, for both', async () => {
    space.modules({ fine: modules.fine });
    const tasks = [space.task('fine', {}), { ...space.task('fine', {}), id: 'again:go' }];
    const outcomes = await testTasks(tasks);
    expect(outcomes.map(({ success, output }) => [success, output.split('\n')[0]])).toEqual([
      [true, expect.stringMatching(/^ok {2}\texample\.test\/fine/)],
      [true, outcomes[0]?.output.split('\n')[0]],
    ]);
  });
});

it('what vet objects to is told of a package that was read as a dependency before, and once it is mended no more', async () => {
  const wrong = 'package wrong\n\nimport "fmt"\n\nfunc Print() { fmt.Printf("%d", "x") }\n';
  space.modules({
    wrong: { 'wrong.go': wrong },
    user: { 'user_test.go': goTest('user', '\twrong.Print()', 'example.test/wrong') },
  });
  const run = async (project: string) => (await runTests(space, project)).success;
  expect([await run('user'), await run('wrong'), await run('user'), await run('wrong')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect((await runTests(space, 'wrong')).output).toMatch(/wrong\.go:5:\d+: fmt.Printf format %d/);
  space.write({ 'wrong/wrong.go': wrong.replace('%d', '%s'), 'wrong/outer_test.go': passing('wrong_test') });
  expect([await run('user'), await run('wrong'), await run('wrong')]).toEqual([true, true, true]);
});

describe('what a task says', () => {
  it('is the failing tests with their output, those that never ended, and a summary', async () => {
    const lines = [
      '\tt.Log("before")',
      '\tt.Run("apple", func(t *testing.T) { t.Log("an apple") })',
      '\tt.Run("pear", func(t *testing.T) { t.Error("a bad pear") })',
    ];
    const stopping = '\tprintln("about to stop")\n\tos.Exit(3)';
    space.modules({
      lib: {
        'fruit/fruit_test.go': goTest('fruit', lines.join('\n')),
        'stop/stop_test.go': goTest('stop', stopping, 'os'),
        'fine/fine_test.go': passing('fine'),
      },
    });
    const { success, output } = await runTests(space, 'lib');
    expect(success).toBe(false);
    expect(output).toMatch(/--- FAIL: TestIt\/pear .*\n +fruit_test.go:\d+: a bad pear\n/);
    expect(output).not.toMatch(/an apple/);
    expect(output).toMatch(/--- NOT FINISHED: TestIt\nabout to stop\n/);
    expect(output).toMatch(
      /2 packages failed:\n {2}example.test\/lib\/fruit: TestIt, TestIt\/pear\n {2}example.test\/lib\/stop: TestIt\n/,
    );
    expect(output).toMatch(/ 3 packages .* 2 failed, 0 cached /);
  });

  it('is everything under verbose', async () => {
    space.modules({ lib: { 'lib_test.go': goTest('lib', '\tt.Log("seen")') } });
    expect((await runTests(space, 'lib')).output).not.toMatch(/seen/);
    expect((await runTests(space, 'lib', { verbose: true })).output).toMatch(/=== RUN {3}TestIt\n.*seen\n/);
    expect((await runTests(space, 'lib', { flags: ['-v'] })).output).toMatch(/=== RUN {3}TestIt\n.*seen\n/);
  });

  it('is a note where there is nothing to test, or nothing matches', async () => {
    space.modules({ bare: { 'bare.go': 'package bare\n' }, lib: { 'lib_test.go': passing('lib') } });
    const bare = await runTests(space, 'bare');
    expect([bare.success, bare.output]).toEqual([true, expect.stringMatching(/no package here has tests/)]);
    const lib = await runTests(space, 'lib', { run: 'TestOther' });
    expect([lib.success, lib.output]).toEqual([true, expect.stringMatching(/no test matches/)]);
  });
});

describe('options', () => {
  it('reach the tests', async () => {
    const lines = [
      '\tif testing.Short() {\n\t\tt.Log("short mode")\n\t}',
      '\tt.Log(flag.Args(), runtime.GOMAXPROCS(0), os.Getenv("GODEBUG"))',
      '\tt.Run("apple", func(t *testing.T) {})',
      '\tt.Run("pear", func(t *testing.T) { t.Fatal("a bad pear") })',
    ];
    const source = goTest('lib', lines.join('\n'), 'flag', 'os', 'runtime');
    space.modules({ lib: { 'lib_test.go': source } });
    const options: TestOptions = {
      short: true,
      cpu: [1, 2],
      args: ['one two'],
      verbose: true,
      skip: 'TestIt/pear',
    };
    const { success, output } = await runTests(space, 'lib', options);
    expect(success).toBe(true);
    expect(output).toMatch(/short mode/);
    expect(output).toMatch(/\[one two\] 1 \n/);
    expect(output).toMatch(/\[one two\] 2 \n/);
    expect(
      (await runTests(space, 'lib', { run: '^TestIt$/^apple$', timeout: '90s', parallel: 1 })).success,
    ).toBe(true);
    expect((await runTests(space, 'lib', { failfast: true, vet: 'off', shuffle: '3' })).success).toBe(false);
  });

  it('count runs tests each time, and what they read is known all the same', async () => {
    space.modules({ lib: { 'lib_test.go': reading('lib', '"../fixtures/x.txt"') } });
    space.write({ 'fixtures/x.txt': 'fine' });
    const letters = [];
    for (let count = 0; count < 2; count++)
      letters.push(letterOf(await runTests(space, 'lib', { count: 1 })));
    expect(letters).toEqual(['p', 'p']);
    const recorded = JSON.parse(space.read('dist/lib/go-test/default/test-inputs.json')) as object;
    expect(recorded).toMatchObject({
      unknown: [],
      packages: [
        { package: 'example.test/lib', files: { 'fixtures/x.txt': expect.stringMatching(/^[0-9a-f]{64}$/) } },
      ],
    });
  });

  it('a user duration for benchmarks moves the salt to the timeout', async () => {
    space.modules({ lib: { 'lib_test.go': reading('lib', '"../fixtures/x.txt"') } });
    const letters = [];
    for (const content of ['fine', 'fine', 'oops', 'fine']) {
      space.write({ 'fixtures/x.txt': content });
      letters.push(letterOf(await runTests(space, 'lib', { flags: ['-benchtime', '2s'], timeout: '1m' })));
    }
    for (const content of ['fine', 'oops', 'fine']) {
      space.write({ 'fixtures/x.txt': content });
      letters.push(letterOf(await runTests(space, 'lib', { flags: ['-benchtime=2s'], timeout: '0' })));
    }
    expect(letters.join('')).toBe('pcfcpfc');
  });
});

describe('a cover profile', () => {
  const covering = {
    'lib.go': 'package lib\n\nfunc Covered() int { return 1 }\n\nfunc Uncovered() int { return 2 }\n',
    'lib_test.go': goTest('lib', '\tif Covered() != 1 {\n\t\tt.Fatal()\n\t}'),
    'sub/sub.go': 'package sub\n\nfunc One() int { return 1 }\n',
    'sub/sub_test.go': reading('sub', '"../../fixtures/x.txt"').replace(
      '{\n\tcontent',
      '{\n\t_ = One()\n\tcontent',
    ),
  };

  it.each([
    ['this Go', {}],
    ['Go 1.21, which keeps no result with a profile', { GOTOOLCHAIN: 'go1.21.13' }],
  ])('is whole with %s, whatever is (cached)', async (_, env) => {
    space.modules({ lib: covering });
    const options = { coverProfile: 'dist/lib/cover.out' };
    for (const content of ['fine', 'fine', 'oops', 'fine']) {
      space.write({ 'fixtures/x.txt': content });
      const { success, output } = await runTests(space, 'lib', options, env);
      expect([success, output]).toEqual([content === 'fine', output]);
      const profile = space.read('dist/lib/cover.out');
      expect(profile.match(/^mode: set$/gm)).toHaveLength(1);
      expect(profile).toMatch(/lib\/lib\.go:3\.\d+,3\.\d+ 1 1\n/);
      expect(profile).toMatch(/lib\/lib\.go:5\.\d+,5\.\d+ 1 0\n/);
      expect(profile.match(/sub\/sub\.go:3\.\d+,3\.\d+ 1 1\n/g)).toHaveLength(1);
    }
  });
});

it('works the same with Go 1.21', async () => {
  space = new GoSpace({ GOTOOLCHAIN: 'go1.21.13' });
  space.modules({ lib: { 'lib.go': 'package lib\n', 'lib_test.go': reading('lib', '"../fixtures/x.txt"') } });
  const letters = [];
  for (const content of ['fine', 'fine', 'oops', 'fine']) {
    space.write({ 'fixtures/x.txt': content });
    letters.push(letterOf(await runTests(space, 'lib')));
  }
  expect(letters.join('')).toBe('pcfc');
});
