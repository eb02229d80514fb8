import { greeting, testThat } from './pollution/fixture';
import { whyNot } from './pollution/needs';
import { isFullMatrix } from './support/mode';
import { itUnless } from './support/skips';
import { useWorkspaces } from './support/use-workspaces';
import { replayInTurbo } from './turborepo/replay-row';
import { turboFixture, turboRows } from './turborepo/turbo-rows';
import { addTurbo, bareTurbo, commit, tasksIn, turboFiles, turboRun } from './turborepo/turbo-workspace';

const workspace = useWorkspaces();

/** A plain run replays a control, and rows of a build and of a test; the whole table takes an hour. */
const SAMPLED = new Set([
  'GOMAXPROCS (control)',
  'source of a dependency, for a build',
  'a variable that a test reads',
  'a file outside its module that a test reads',
]);

describe('goshawk turbo run', () => {
  for (const row of turboRows.filter(({ name }) => isFullMatrix || SAMPLED.has(name))) {
    itUnless(whyNot(row))(`never answers a change of ${row.name} with a stale result`, async () => {
      const made = await workspace({ ...turboFixture, ...turboFiles, ...row.files });
      await addTurbo(made);
      expect(await replayInTurbo(row, made)).toBe('right');
    });
  }

  it('runs again what a change can reach, and nothing for a README, tests of a dependency or a package that nobody imports', async () => {
    const made = await workspace({
      ...turboFixture,
      ...turboFiles,
      'apps/app/app_test.go': testThat('true'),
      'libs/greet/greet_test.go': 'package greet\n',
      'libs/greet/unused/unused.go': 'package unused\n',
    });
    await addTurbo(made);
    await commit(made);
    const args = ['build', 'test', 'vet', '--filter=app'];
    const all = ['app:build', 'app:test', 'app:vet'];
    expect(tasksIn((await turboRun(made, args)).output).ran).toEqual(all);
    made.write({
      'libs/greet/README.md': 'read\n',
      'apps/app/README.md': 'read\n',
      'libs/greet/greet_test.go': 'package greet\n\n// changed\n',
      'libs/greet/unused/unused.go': 'package unused\n\n// changed\n',
    });
    expect(tasksIn((await turboRun(made, args)).output)).toEqual({ ran: [], replayed: all });
    const affected = await turboRun(made, ['build', 'test', '--affected']);
    expect(tasksIn(affected.output).ran.filter((task) => task.startsWith('app:'))).toEqual([]);
    made.write({ 'libs/greet/greet.go': `${greeting('hello')}// changed\n` });
    expect(tasksIn((await turboRun(made, ['build', 'test', '--affected'])).output).ran).toEqual(
      expect.arrayContaining(['app:build', 'app:test']),
    );
  });

  it('shows tasks the environment that was hashed, in strict mode, and hands on failures, flags and what turbo says', async () => {
    const made = await workspace({
      ...turboFixture,
      ...turboFiles,
      'apps/app/app_test.go': testThat('os.Getenv("SECRET") == ""', 'os'),
    });
    await addTurbo(made);
    const strict = await turboRun(made, ['test', '--filter=app'], { SECRET: 'value' });
    expect(strict.exitCode).toBe(0);
    const loose = await turboRun(made, ['test', '--filter=app', '--env-mode=loose', '--force'], {
      SECRET: 'value',
    });
    expect(loose.exitCode).toBe(1);
    expect(loose.output).toContain('does not hold');
    const none = await turboRun(made, ['test', '--filter=app', '--', '-run=NoSuchTest']);
    expect(none.output).toContain('no test matches');
    expect((await turboRun(made, ['no-such-task'])).exitCode).toBe(1);
  });

  it('is not needed for tasks to run, and refuses a task whose hash says something else', async () => {
    const made = await workspace({ ...turboFixture, ...turboFiles });
    await addTurbo(made);
    const bare = await bareTurbo(made, ['build', '--filter=app']);
    expect([bare.exitCode, bare.output]).toEqual([0, expect.stringContaining('goshawk: ')]);
    const { output } = await turboRun(made, ['build', '--filter=app', '--dry=json']);
    const [variable = ''] = /GOSHAWK_TURBO_SETTINGS_\w+/.exec(output) ?? [];
    const stale = await bareTurbo(made, ['build', '--filter=app'], { [variable]: 'something else' });
    expect([stale.exitCode, stale.output]).toEqual([1, expect.stringContaining('[stale-task-hash]')]);
  });
});
