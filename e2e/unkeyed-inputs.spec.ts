import { spawnSync } from 'node:child_process';
import { whyNoCompiler } from './support/compiler';
import { e2eDirectory } from './support/directories';
import { programPath } from './support/host';
import { isFullMatrix } from './support/mode';
import type { Env, RunResult } from './support/run';
import { itUnless } from './support/skips';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';
import { unkeyedRows } from './unkeyed/rows';
import type { UnkeyedRow } from './unkeyed/row';

const workspace = useWorkspaces();

/** One way to use Go; gives what the program says, or whether its tests passed. */
type Way = (space: Workspace, row: UnkeyedRow, env: Env) => Promise<string>;

/** The go command with one GOCACHE for everything, as people use it. Paths of workspaces keep their packages apart in it. */
const plainGo: Way = (space, row, env) =>
  useGo(space, row, 'plain', (args) =>
    space.run('go', args, { directory: 'apps/app', env: { ...env, GOCACHE: e2eDirectory('plain-cache') } }),
  );

const goshawkExec: Way = (space, row, env) =>
  useGo(space, row, 'exec', (args) =>
    space.goshawk(['exec', '--', 'go', ...args], { directory: 'apps/app', env }),
  );

const nxRun: Way = async (space, row, env) => {
  const options = row.flags === undefined ? [] : [`--flags=${row.flags(space).join(',')}`];
  const uncached = row.hiddenFromNx === true ? ['--skip-nx-cache'] : [];
  const result = await space.nx(['run', `app:go-${row.use}`, ...options, ...uncached], env);
  if (row.use === 'test') return passed(result);
  expectGreen(result);
  return row.use === 'run' ? lastNumber(result.output) : space.print(programPath('apps/app', 'app'));
};

/** With the same artifact each time: Go keeps one that it takes for up to date. */
async function useGo(
  space: Workspace,
  row: UnkeyedRow,
  name: string,
  go: (args: readonly string[]) => Promise<RunResult>,
): Promise<string> {
  const flags = row.flags?.(space) ?? [];
  if (row.use === 'test') return passed(await go(['test', ...flags, '.']));
  if (row.use === 'run') return lastNumber((await go(['run', ...flags, '.'])).output);
  expectGreen(await go(['build', '-buildvcs=false', '-o', `../../.out/${name}`, ...flags, '.']));
  return space.print(`.out/${name}`);
}

function passed({ exitCode, output }: RunResult): string {
  // Failing to build is no answer.
  expect(output).not.toMatch(/build failed|setup failed/);
  return exitCode === 0 ? '1' : '2';
}

function expectGreen({ exitCode, output }: RunResult): void {
  expect({ exitCode, output }).toEqual({ exitCode: 0, output });
}

function lastNumber(output: string): string {
  return [...output.matchAll(/^(\d)$/gm)].at(-1)?.[1] ?? output;
}

function whyNot({ needs }: UnkeyedRow): string | undefined {
  if (needs === undefined) return undefined;
  if (process.platform === 'win32') return 'its tools are scripts of /bin/sh';
  if (needs === 'sh') return undefined;
  const noPkgConfig = needs === 'pkg-config' && spawnSync('pkg-config', ['--version']).status !== 0;
  return noPkgConfig ? 'pkg-config is not installed' : whyNoCompiler();
}

describe('an input that the cache keys of Go lack', () => {
  for (const row of unkeyedRows) {
    itUnless(whyNot(row))(`${row.name}: never stale`, async () => {
      const space = await workspace(row.files);
      await row.prepare?.(space);
      const before = { ...row.env?.(space) };
      const after = { ...before, ...row.envAfter?.(space) };
      const throughNx = isFullMatrix || row.sampled === true;
      const ways: Record<string, Way> = { plainGo, goshawkExec, ...(throughNx && { nxRun }) };
      const first = await useAll(ways, space, row, before);
      await row.change(space);
      const second = await useAll(ways, space, row, after);
      expect(first).toEqual({ plainGo: '1', goshawkExec: '1', ...(throughNx && { nxRun: '1' }) });
      // Plain Go is stale: the row is about what it says it is about.
      expect(second).toEqual({ plainGo: '1', goshawkExec: '2', ...(throughNx && { nxRun: '2' }) });
    });
  }
});

async function useAll(
  ways: Readonly<Record<string, Way>>,
  space: Workspace,
  row: UnkeyedRow,
  env: Env,
): Promise<Record<string, string>> {
  const results: Record<string, string> = {};
  for (const [name, use] of Object.entries(ways)) results[name] = await use(space, row, env);
  return results;
}
