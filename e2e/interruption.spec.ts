import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { e2eDirectory } from './support/directories';
import { goModule, goTest, goWork, printing } from './support/go-files';
import { programPath } from './support/host';
import { eventually, processesWith, whyProcessesCannotBeListed } from './support/processes';
import { itUnless } from './support/skips';
import { mountSmallDisk, whyNoSmallDisk } from '../packages/support/testing/small-disk';
import { expectExit } from './support/expect-exit';
import { useWorkspaces } from './support/use-workspaces';

const workspace = useWorkspaces();
const app = { ...goWork('apps/app'), ...goModule('apps/app', { 'main.go': printing('"app"') }) };
const build = ['run', 'app:go-build'];
const program = programPath('apps/app', 'app');
const ifSmallDisk = itUnless(whyNoSmallDisk(e2eDirectory('workspaces', 'small-disk')));

it('builds right after a run that was killed half-way', async () => {
  const space = await workspace(app, { cacheRoot: 'own' });
  const killed = space.startNx(['run', 'app:go-build']);
  // Some of the standard library is compiled, and most is not.
  expect(await eventually(() => countEntries(space.cacheRoot) > 60, 120)).toBe(true);
  process.kill(killed.pid, 'SIGKILL');
  expectExit(await space.nx(['run', 'app:go-build']), 0);
  expect(await space.print(programPath('apps/app', 'app'))).toBe('app');
  killed.signalGroup('SIGKILL');
  await killed.done;
});

describe('Ctrl-C', () => {
  const sleeping =
    'package main\n\nimport "time"\n\nfunc main() { println("started"); time.Sleep(time.Minute) }\n';
  const test = goTest('main', 'println("started"); time.Sleep(time.Minute)', 'time');

  itUnless(whyProcessesCannotBeListed)('ends a test and everything that was started for it', async () => {
    const space = await workspace({ ...app, 'apps/app/app_test.go': test });
    expect(await leftAfterInterrupt(space.startNx.bind(space), ['run', 'app:go-test'], /app\.test/)).toEqual(
      [],
    );
  });

  itUnless(whyProcessesCannotBeListed)(
    'ends a program that go-run started, and everything around it',
    async () => {
      const space = await workspace({ ...app, 'apps/app/main.go': sleeping });
      expect(
        await leftAfterInterrupt(space.startNx.bind(space), ['run', 'app:go-run'], /exe\/app|\/app$/),
      ).toEqual([]);
    },
  );
});

describe('a full disk', () => {
  ifSmallDisk(
    'under the cache never makes a wrong artifact, and space makes the next run work as ever',
    async () => {
      const space = await workspace(app);
      const disk = mountSmallDisk(space.path('.small'), 6);
      try {
        const env = { GOSHAWK_CACHE_ROOT: space.path('.small', 'cache') };
        const full = await space.nx([...build, '--skip-nx-cache'], env);
        if (full.exitCode === 0) expect(await space.print(program)).toBe('app');
        else expect(full.output).toMatch(/Free space/);
        disk.resize(400);
        expectExit(await space.nx([...build, '--skip-nx-cache'], env), 0);
        expect(await space.print(program)).toBe('app');
      } finally {
        disk.dispose();
      }
    },
  );

  ifSmallDisk('under the artifacts fails the task, says so, and leaves the artifact of before', async () => {
    const space = await workspace(app);
    const disk = mountSmallDisk(space.path('dist'), 4);
    try {
      expectExit(await space.nx(build), 0);
      space.write({ 'apps/app/main.go': hugeProgram, 'apps/app/huge.txt': 'x'.repeat(4 << 20) });
      const full = await space.nx(build);
      expect(full.output).toMatch(/Free space/);
      expect(full.exitCode).toBe(1);
      expect(await space.print(program)).toBe('app');
      disk.resize(100);
      expectExit(await space.nx(build), 0);
      expect(await space.print(program)).toMatch(/huge/);
    } finally {
      disk.dispose();
    }
  });
});

const hugeProgram = printing('"huge", len(huge)', 'import _ "embed"\n\n//go:embed huge.txt\nvar huge string');

/** Interrupts a run, as a terminal does, once a process of its matches, and returns what is left of it ten seconds later. */
async function leftAfterInterrupt(
  startNx: (
    args: readonly string[],
    env: Record<string, string>,
  ) => { signalGroup(signal: 'SIGINT' | 'SIGKILL'): void; output(): string; done: Promise<unknown> },
  args: readonly string[],
  command: RegExp,
): Promise<string[]> {
  const mark = randomUUID();
  const running = startNx(args, { GOSHAWK_E2E_MARK: mark });
  const alive = (): string[] => processesWith('GOSHAWK_E2E_MARK', mark);
  const hasStarted = await eventually(() => alive().some((line) => command.test(line)), 120);
  if (!hasStarted)
    throw new Error(`${args.join(' ')} started nothing like ${command.source}:\n${running.output()}`);
  running.signalGroup('SIGINT');
  await eventually(() => alive().length === 0, 15);
  const left = alive();
  running.signalGroup('SIGKILL');
  await running.done;
  return left;
}

function countEntries(cacheRoot: string): number {
  if (!existsSync(cacheRoot)) return 0;
  return readdirSync(cacheRoot, { recursive: true }).filter((name) => /-[ad]$/.test(String(name))).length;
}
