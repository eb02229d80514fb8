import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestOptions } from '../../options/go-options';
import type { TestEvent } from '../results/test-event';
import { testTasks } from '../test-tasks';
import { GoSpace } from '../testing/go-space';
import { runTests } from '../testing/run-tests';
import { goTest, passing, reading } from '../testing/sources';
import { readJUnit, verdictsOf, type ReadCase, type ReadReport } from './testing/read-junit';

jest.setTimeout(300_000);

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
});

afterEach(() => space.remove());

const filesOf = (project: string) => ({
  junitFile: `dist/${project}/junit.xml`,
  jsonFile: `dist/${project}/tests.jsonl`,
});

async function reportOf(project: string): Promise<ReadReport> {
  const [report] = await readJUnit([space.read(`dist/${project}/junit.xml`)], space.root);
  if (report === undefined) throw new Error('no report');
  return report;
}

const eventsOf = (project: string) =>
  space
    .read(`dist/${project}/tests.jsonl`)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as TestEvent);

function caseOf({ Suites }: ReadReport, name: string): ReadCase {
  const found = (Suites ?? []).flatMap(({ Cases }) => Cases ?? []).find(({ Name }) => Name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

/** Tests of many fates. */
const LIB = `package lib

import (
	"fmt"
	"os"
	"testing"
	"time"
)

func TestNoNewline(t *testing.T) { fmt.Print("no newline") }

func TestBytes(t *testing.T) {
	os.Stdout.Write([]byte{0xff, 0xfe, 'a', 0, 27, '[', '3', '1', 'm', 'r', 'e', 'd', '\\n'})
	t.Run("a/b c\\"<&", func(t *testing.T) { t.Error("bad\\x00]]>\\ufffe \\u00e9 & <tag>\\r") })
}

func TestSkipped(t *testing.T) { t.Skip("not on this machine") }

func TestSlow(t *testing.T) { time.Sleep(30 * time.Millisecond) }

func Example() {
	fmt.Println("x")
	// Output: y
}

func FuzzSeed(f *testing.F) {
	f.Add(1)
	f.Fuzz(func(t *testing.T, n int) {})
}
`;

describe('a JUnit report', () => {
  it('has every test, subtest, example and fuzz seed, with time and output, whatever they print', async () => {
    space.modules({
      lib: {
        'lib_test.go': LIB,
        'bare/bare.go': 'package bare\n',
        'none/none_test.go': 'package none\n',
      },
    });
    const { success, output } = await runTests(space, 'lib', filesOf('lib'));
    expect(success).toBe(false);
    const report = await reportOf('lib');
    expect(verdictsOf(report)).toEqual({
      'example.test/lib': [
        'TestNoNewline: pass',
        'TestBytes: failure',
        'TestBytes/a/b_c"<&: failure',
        'TestSkipped: skipped',
        'TestSlow: pass',
        'FuzzSeed: pass',
        'FuzzSeed/seed#0: pass',
        'Example: failure',
      ],
      'example.test/lib/none': [],
    });
    expect(report).toMatchObject({ Name: 'lib:go', Tests: 8, Failures: 3, Errors: 0 });
    expect(report.Suites?.[0]).toMatchObject({ Tests: 8, Failures: 3, Errors: 0, Skipped: 1 });
    expect(report.Suites?.[0]?.Timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Number(caseOf(report, 'TestSlow').Time)).toBeGreaterThanOrEqual(0.03);
    expect(caseOf(report, 'TestBytes').Failure?.Text).toBe('\ufffd\ufffdared\n');
    const bad = caseOf(report, 'TestBytes/a/b_c"<&').Failure;
    expect(bad?.Text).toMatch(/^ +lib_test\.go:14: bad]]> é & <tag>\r\n$/);
    expect(bad?.Message).toBe('lib_test.go:14: bad]]> é & <tag>');
    expect(caseOf(report, 'TestSkipped').Skipped?.Message).toMatch(/^lib_test\.go:\d+: not on this machine$/);
    expect(caseOf(report, 'Example').Failure?.Text).toBe('got:\nx\nwant:\ny\n');
    expect(output).not.toMatch(/no newline|not on this machine/);
  });

  it('has a case for each run of a test under count and cpu', async () => {
    const body = '\truns++\n\tif runs == 1 {\n\t\tt.Error("first")\n\t}';
    space.modules({ lib: { 'lib_test.go': `${goTest('lib', body)}\nvar runs int\n` } });
    await runTests(space, 'lib', { ...filesOf('lib'), count: 2, cpu: [1, 2] });
    const verdicts = verdictsOf(await reportOf('lib'));
    expect(verdicts).toEqual({
      'example.test/lib': ['TestIt: failure', 'TestIt: pass', 'TestIt: pass', 'TestIt: pass'],
    });
  });

  it('has benchmarks, which have no end of their own', async () => {
    const benchmarks =
      'func BenchmarkOne(b *testing.B) {}\n\nfunc BenchmarkTwo(b *testing.B) { b.Fatal("slow") }\n';
    space.modules({ lib: { 'lib_test.go': `package lib\n\nimport "testing"\n\n${benchmarks}` } });
    await runTests(space, 'lib', { ...filesOf('lib'), flags: ['-bench=.', '-benchtime=1x'] });
    const report = await reportOf('lib');
    expect(verdictsOf(report)).toEqual({
      'example.test/lib': ['BenchmarkOne: pass', 'BenchmarkTwo: failure'],
    });
  });

  it('says what panicked, timed out, never ended, or went wrong outside the tests', async () => {
    const panics = '\tt.Run("sub", func(t *testing.T) { panic("boom") })';
    const hangs = '\tt.Run("in", func(t *testing.T) { time.Sleep(time.Hour) })';
    const exits = `package exits\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestMain(m *testing.M) {\n\tm.Run()\n\tprintln("leaving")\n\tos.Exit(3)\n}\n\nfunc TestIt(t *testing.T) {}\n`;
    space.modules({
      lib: {
        'panics/p_test.go': goTest('panics', panics),
        'hangs/h_test.go': goTest('hangs', hangs, 'time'),
        'exits/e_test.go': exits,
        'starts/s_test.go': `${passing('starts')}\nfunc init() { panic("no start") }\n`,
      },
    });
    await runTests(space, 'lib', { ...filesOf('lib'), timeout: '2s' });
    const report = await reportOf('lib');
    expect(verdictsOf(report)).toEqual({
      'example.test/lib/panics': ['TestIt: error', 'TestIt/sub: failure'],
      'example.test/lib/hangs': ['TestIt: error', 'TestIt/in: error'],
      'example.test/lib/exits': ['TestIt: pass', '[outside its tests]: error'],
      'example.test/lib/starts': ['[outside its tests]: error'],
    });
    const [hangs_, panics_, exits_, starts_] = ['hangs', 'panics', 'exits', 'starts'].map((name) =>
      (report.Suites ?? [])
        .find(({ Name }) => Name.endsWith(name))
        ?.Cases?.map((one) => one.Error ?? one.Failure),
    );
    expect(panics_?.[0]).toMatchObject({
      Message: expect.stringMatching(/^panic: boom/),
      Text: expect.stringMatching(/p_test\.go:\d+/),
    });
    expect(hangs_?.map((one) => one?.Message)).toEqual(['did not finish', 'panic: test timed out after 2s']);
    expect(exits_?.[1]).toMatchObject({
      Message: 'failed outside its tests',
      Text: expect.stringContaining('leaving'),
    });
    expect(starts_?.[0]?.Message).toBe('panic: no start');
  });

  it('is there where nothing ran: no test matches, or the task could not be planned', async () => {
    space.modules({ lib: { 'lib_test.go': passing('lib') } });
    expect((await runTests(space, 'lib', { ...filesOf('lib'), run: 'TestOther' })).success).toBe(true);
    expect(verdictsOf(await reportOf('lib'))).toEqual({ 'example.test/lib': [] });
    expect((await runTests(space, 'lib', { ...filesOf('lib'), goBinary: '/nowhere/go' })).success).toBe(
      false,
    );
    const report = await reportOf('lib');
    expect(verdictsOf(report)).toEqual({ 'lib:go': ['[not run]: error'] });
    expect(caseOf(report, '[not run]').Error?.Text).toMatch(/\/nowhere\/go/);
    expect(existsSync(join(space.workspace, 'dist/lib/tests.jsonl'))).toBe(false);
  });
});

describe('both reports', () => {
  const modules = {
    fine: { 'fine.go': 'package fine\n', 'fine_test.go': passing('fine') },
    red: { 'red_test.go': goTest('red', '\tt.Fatal("red on purpose")') },
    typed: {
      'typed.go': 'package typed\n\nfunc One() int { return "one" }\n',
      'typed_test.go': passing('typed'),
    },
    user: { 'user.go': 'package user\n\nimport _ "example.test/typed"\n', 'user_test.go': passing('user') },
    absent: { 'absent_test.go': goTest('absent', '\t_ = nowhere.X', 'example.test/nowhere') },
    vetted: {
      'vetted.go': 'package vetted\n\nimport "fmt"\n\nfunc Print() { fmt.Printf("%d", "x") }\n',
      'vetted_test.go': passing('vetted'),
    },
  };

  it.each([
    ['this Go', {}],
    ['Go 1.21, which tells of unbuilt packages in plain text', { GOTOOLCHAIN: 'go1.21.13' }],
  ])('have the task its own packages, in a batch with %s', async (_, env) => {
    space.modules(modules);
    const names = Object.keys(modules);
    const tasks = names.map((project) => space.task<TestOptions>(project, filesOf(project), env));
    const outcomes = await testTasks(tasks);
    expect(outcomes.filter(({ success }) => success).map(({ id }) => id)).toEqual(['fine:go']);
    const reports = await readJUnit(
      names.map((project) => space.read(`dist/${project}/junit.xml`)),
      space.root,
    );
    const byName = Object.fromEntries(names.map((name, index) => [name, reports[index] as ReadReport]));
    const verdicts = Object.assign({}, ...reports.map(verdictsOf)) as Record<string, string[]>;
    expect(reports.map(({ Suites }) => Suites?.length)).toEqual(names.map(() => 1));
    expect(verdicts).toEqual({
      'example.test/fine': ['TestIt: pass'],
      'example.test/red': ['TestIt: failure'],
      'example.test/typed': ['[build failed]: error'],
      'example.test/user': ['[build failed]: error'],
      'example.test/absent': ['[setup failed]: error'],
      'example.test/vetted': ['[build failed]: error'],
    });
    const errorOf = (name: keyof typeof modules) => byName[name]?.Suites?.[0]?.Cases?.[0]?.Error;
    expect(errorOf('typed')?.Message).toMatch(/typed\.go:3:\d+: cannot use "one"/);
    expect(errorOf('user')?.Text).toMatch(/typed\.go:3:\d+: cannot use "one"/);
    expect(errorOf('absent')?.Text).toMatch(/no required module provides package example\.test\/nowhere/);
    expect(errorOf('vetted')?.Message).toMatch(/vetted\.go:5:\d+: .*format %d has arg "x" of wrong type/);
    for (const name of names) {
      const events = eventsOf(name);
      const packages = new Set(events.flatMap(({ Package }) => Package ?? []));
      expect([...packages]).toEqual([`example.test/${name}`]);
      expect(events.at(-1)).toMatchObject({ Action: name === 'fine' ? 'pass' : 'fail' });
      const failed = events.filter(({ Action }) => Action === 'build-fail');
      expect([name, failed.length > 0]).toEqual([name, !['fine', 'red'].includes(name)]);
    }
    expect(eventsOf('typed')).toContainEqual(
      expect.objectContaining({
        Action: 'build-output',
        Output: expect.stringContaining('cannot use "one"'),
      }),
    );
  });

  it('are those of the last word where a "(cached)" did not count, and where it did', async () => {
    const options = filesOf('lib');
    space.modules({ lib: { 'lib_test.go': reading('lib', '"../fixtures/x.txt"') } });
    const seen = [];
    for (const content of ['fine', 'fine', 'oops', 'fine']) {
      space.write({ 'fixtures/x.txt': content });
      const { cached } = await runTests(space, 'lib', options);
      const report = await reportOf('lib');
      const suite = report.Suites?.[0];
      const runs = eventsOf('lib').filter(({ Action }) => Action === 'run').length;
      seen.push([cached, suite?.Properties ?? null, verdictsOf(report)['example.test/lib'], runs]);
    }
    const isCached = [{ Name: 'cached', Value: 'true' }];
    expect(seen).toEqual([
      [0, null, ['TestIt: pass'], 1],
      [1, isCached, ['TestIt: pass'], 1],
      [0, null, ['TestIt: failure'], 1],
      [1, isCached, ['TestIt: pass'], 1],
    ]);
  });

  it('change nothing of what is printed, and of what is (cached)', async () => {
    space.modules({ lib: { 'lib_test.go': goTest('lib', '\tt.Log("seen")') } });
    const withoutTimes = (text: string) => text.replace(/\d+\.\d+ ?s/g, 'T');
    await runTests(space, 'lib');
    for (const verbose of [false, true]) {
      const plain = await runTests(space, 'lib', { verbose });
      const reporting = await runTests(space, 'lib', { verbose, ...filesOf('lib') });
      expect(reporting.cached).toBe(1);
      expect(withoutTimes(reporting.output)).toBe(withoutTimes(plain.output));
    }
    expect(
      eventsOf('lib')
        .filter(({ Test }) => Test === 'TestIt')
        .map(({ Action }) => Action),
    ).toEqual(['run', 'output', 'output', 'output', 'pass']);
  });

  it('tell what vet objects to in a package that was read as a dependency before', async () => {
    space.modules({
      wrong: { 'wrong.go': 'package wrong\n\nimport "fmt"\n\nfunc Print() { fmt.Printf("%d", "x") }\n' },
      user: { 'user_test.go': goTest('user', '\twrong.Print()', 'example.test/wrong') },
    });
    expect((await runTests(space, 'user')).success).toBe(true);
    expect((await runTests(space, 'wrong', filesOf('wrong'))).success).toBe(false);
    const report = await reportOf('wrong');
    expect(verdictsOf(report)).toEqual({ 'example.test/wrong': ['[build failed]: error'] });
    expect(caseOf(report, '[build failed]').Error?.Message).toMatch(/wrong\.go:5:\d+: .*format %d/);
    const verdicts = eventsOf('wrong')
      .map(({ Action }) => Action)
      .filter((action) => !/output|start/.test(action));
    expect(verdicts).toEqual(['build-fail', 'fail']);
  });

  it('are no input of a test that lists the directory in which they lie', async () => {
    const body = '\tif _, err := os.ReadDir("../fixtures"); err != nil {\n\t\tt.Fatal(err)\n\t}';
    space.modules({ lib: { 'lib_test.go': goTest('lib', body, 'os') } });
    space.write({ 'fixtures/x.txt': 'x' });
    const cached = [];
    for (let count = 0; count < 2; count++)
      cached.push((await runTests(space, 'lib', { junitFile: 'fixtures/junit.xml' })).cached);
    expect(cached).toEqual([0, 1]);
  });
});

describe('a file for a report', () => {
  it('that is a directory fails the task, which says so', async () => {
    space.modules({ lib: { 'lib_test.go': passing('lib') } });
    mkdirSync(join(space.workspace, 'dist', 'junit'), { recursive: true });
    const { success, output } = await runTests(space, 'lib', { junitFile: 'dist/junit' });
    expect(success).toBe(false);
    expect(output).toMatch(/The junitFile .*dist.junit could not be written .*\[report-file-unusable\]\n/);
  });

  it('belongs to one task', async () => {
    space.modules({ a: { 'a_test.go': passing('a') }, b: { 'b_test.go': passing('b') } });
    const tasks = ['a', 'b'].map((project) =>
      space.task<TestOptions>(project, { junitFile: 'dist/junit.xml' }),
    );
    const outcomes = new Map((await testTasks(tasks)).map(({ id, ...outcome }) => [id, outcome]));
    expect(outcomes.get('a:go')?.success).toBe(true);
    expect(outcomes.get('b:go')?.success).toBe(false);
    expect(outcomes.get('b:go')?.output).toMatch(/junitFile of a:go already\. \[report-file-taken\]\n/);
    const [report] = await readJUnit([space.read('dist/junit.xml')], space.root);
    expect(report?.Name).toBe('a:go');
  });
});
