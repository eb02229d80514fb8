import fc from 'fast-check';
import type { TidyOptions } from '../options/go-options';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { digestTaskInputs } from '../task-inputs';
import { GoSpace } from '../test/testing/go-space';
import { diffLines } from './diff-lines';
import { tidyTasks } from './tidy-tasks';

jest.setTimeout(300_000);

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace({ GOPROXY: 'off', GOFLAGS: '' });
});

afterEach(() => space.remove());

const goMod = (name: string, ...lines: string[]) =>
  [`module example.test/${name}`, '', 'go 1.21', ...(lines.length > 0 ? ['', ...lines] : []), ''].join('\n');
const importing = (name: string, ...paths: string[]) =>
  `package ${name}\n\n${paths.map((path) => `import _ "example.test/${path}"\n`).join('')}`;
const REQUIRE = 'require example.test/lib v0.0.0-00010101000000-000000000000';
const REPLACE = 'replace example.test/lib => ../lib';

/** A tidy module, one that lacks a requirement, and one that has one too many. */
function writeModules(): void {
  space.write({
    'lib/go.mod': goMod('lib'),
    'lib/lib.go': 'package lib\n',
    'tidy/go.mod': goMod('tidy', REQUIRE, '', REPLACE),
    'tidy/tidy_windows_test.go': importing('tidy', 'lib'),
    'lacking/go.mod': goMod('lacking', REPLACE),
    'lacking/lacking.go': importing('lacking', 'lib'),
    'more/go.mod': goMod('more', REQUIRE, '', REPLACE),
    'more/more.go': 'package more\n',
  });
}

it.each([
  ['this Go', {}],
  ['Go 1.22, which has no -diff', { GOTOOLCHAIN: 'go1.22.12' }],
  ['Go 1.21', { GOTOOLCHAIN: 'go1.21.13' }],
])('fails with what is to be changed, and changes nothing, with %s', async (_, env) => {
  writeModules();
  const projects = ['lib', 'tidy', 'lacking', 'more'];
  const before = projects.map((project) => space.read(`${project}/go.mod`));
  const outcomes = await tidyTasks(projects.map((project) => space.task<TidyOptions>(project, {}, env)));
  const found = Object.fromEntries(outcomes.map(({ id, ...outcome }) => [id, outcome]));
  for (const id of ['lib:go', 'tidy:go'])
    expect([found[id]?.success, found[id]?.output]).toEqual([
      true,
      expect.stringMatching(/^goshawk: go mod tidy · /),
    ]);
  expect(found['lacking:go']).toMatchObject({
    success: false,
    output: expect.stringMatching(/^\+require example\.test\/lib v0\.0\.0-0/m) as string,
  });
  expect(found['lacking:go']?.output).toMatch(/^--- .*go\.mod\n\+\+\+ .*go\.mod\n/m);
  expect(found['lacking:go']?.output).toContain('goshawk: not tidy; --fix runs `go mod tidy`\n');
  expect(found['more:go']).toMatchObject({
    success: false,
    output: expect.stringMatching(/^-require example\.test\/lib v0\.0\.0-0/m) as string,
  });
  expect(projects.map((project) => space.read(`${project}/go.mod`))).toEqual(before);
});

it('tidies with the option fix, and then finds nothing more', async () => {
  writeModules();
  const [fixed] = await tidyTasks([space.task('lacking', { fix: true })]);
  expect([fixed?.success, fixed?.output]).toEqual([true, expect.stringMatching(/lacking\/go\.mod\n/)]);
  expect(space.read('lacking/go.mod')).toContain(REQUIRE);
  expect((await tidyTasks([space.task('lacking', {})]))[0]?.success).toBe(true);
});

it('works where the go command refuses to list packages until go.mod is tidy', async () => {
  writeModules();
  space.write({
    'lib/go.mod': goMod('lib').replace('1.21', '1.22'),
    'tidy/tidy.go': importing('tidy', 'lib'),
  });
  const task = () => space.task<TidyOptions>('tidy', {});
  await expect(prepareTask(task(), new RunMemo())).rejects.toThrow(/updates to go\.mod needed/);
  const [outcome] = await tidyTasks([task()]);
  expect([outcome?.success, outcome?.output]).toEqual([false, expect.stringMatching(/^\+go 1\.22/m)]);
});

it('says that go.work is not read where Go looks for one of its modules elsewhere', async () => {
  space.modules({ lib: { 'lib.go': 'package lib\n' }, app: { 'app.go': importing('app', 'lib') } });
  const [outcome] = await tidyTasks([space.task('app', {})]);
  expect(outcome?.success).toBe(false);
  expect(outcome?.output).toContain(
    'does not read go.work, and looked for example.test/lib elsewhere. Add `replace example.test/lib => ',
  );
});

it('fails with what to do where there is no go.mod', async () => {
  space.write({ 'm/m.go': 'package m\n' });
  const [outcome] = await tidyTasks([space.task('m', {})]);
  expect(outcome).toMatchObject({
    success: false,
    output: expect.stringMatching(/\[no-go-module\]/) as string,
  });
});

it('is decided by the Go files of a module outside the workspace that replaces another', async () => {
  space.write({
    '../outside/go.mod': goMod('lib'),
    '../outside/deep/deep_plan9.go': 'package deep\n',
    'm/go.mod': goMod('m', REQUIRE, '', 'replace example.test/lib => ../../outside'),
    'm/m.go': importing('m', 'lib/deep'),
  });
  const digest = async () =>
    digestTaskInputs(await prepareTask(space.task('m', {}), new RunMemo()), 'go-tidy');
  const before = await digest();
  space.write({ '../outside/deep/deep_plan9.go': importing('deep', 'other') }, new Date());
  expect(await digest()).not.toBe(before);
});

describe('diffLines', () => {
  const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n'), { maxLength: 12 });

  it('is empty for equal texts, and says of others what makes one of the other', () => {
    fc.assert(
      fc.property(lines, lines, (old, made) => {
        const diff = diffLines('go.mod', old.join(''), made.join(''));
        expect(diff === '').toBe(old.join('') === made.join(''));
        expect(apply(old, diff)).toEqual(made);
      }),
      { numRuns: 300, seed: 20261128 },
    );
  });

  /** Takes the hunks as `patch` would. */
  function apply(old: readonly string[], diff: string): string[] {
    const result: string[] = [];
    let at = 0;
    for (const line of diff.split(/(?<=\n)/).slice(2)) {
      const start = /^@@ -(\d+)/.exec(line)?.[1];
      if (start !== undefined) {
        result.push(...old.slice(at, Number(start) - 1));
        at = Number(start) - 1;
      } else if (line.startsWith('-')) expect(line.slice(1)).toBe(old[at++]);
      else if (line.startsWith('+')) result.push(line.slice(1));
    }
    return [...result, ...old.slice(at)];
  }
});
