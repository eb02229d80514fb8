import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from '../pollution/row';
import type { Env, RunResult } from '../support/run';
import type { Workspace } from '../support/workspace';
import type { CachePlace } from './cache-place';
import { respectingModes } from './needs';
import { toRun, type Run } from './outcome';
import type { FaultRow } from './row';

/** What a command is run on. */
export interface Setting {
  readonly row: FaultRow;
  readonly state: State;
  readonly space: Workspace;
  readonly place: CachePlace;
}

export type WayName = 'plainGo' | 'plainNx' | 'exec' | 'nx';

/** A way to use Go. */
export type Way = (setting: Setting) => Promise<Run>;

export const WAYS: Readonly<Record<WayName, Way>> = {
  plainGo: (setting) =>
    useGo(setting, 'plain', { GOCACHE: setting.place.directory }, (args, env) =>
      launch(setting, 'go', args, env, 'apps/app'),
    ),
  exec: (setting) =>
    useGo(setting, 'exec', { GOSHAWK_CACHE_ROOT: setting.place.directory }, (args, env) =>
      launch(setting, setting.space.command('goshawk'), ['exec', '--', 'go', ...args], env, 'apps/app'),
    ),
  nx: (setting) => {
    const { row, state, space } = setting;
    const flags = row.flags === undefined ? [] : [`--flags=${row.flags(space).join(',')}`];
    const env = { ...state.env?.(space), GOSHAWK_CACHE_ROOT: setting.place.directory };
    return useNx(setting, [...flags, ...(state.nxArgs ?? [])], env);
  },
  plainNx: (setting) => {
    const { row, state, space } = setting;
    // What only Goshawk's options say is said by variables; Nx has an option `env` of its own.
    const args = (state.nxArgs ?? []).filter((argument) => argument.startsWith('--env.'));
    const env = {
      ...state.env?.(space),
      ...(args.length === 0 && state.nxArgs !== undefined && state.oracleEnv),
      ROW_FLAGS: row.flags?.(space).join(' ') ?? '',
      GOCACHE: setting.place.directory,
    };
    return useNx(setting, args, env);
  },
};

/** With the same artifact each time: Go keeps one that it takes for up to date. */
async function useGo(
  { row, state, space }: Setting,
  name: string,
  cache: Env,
  go: (args: readonly string[], env: Env) => Promise<RunResult>,
): Promise<Run> {
  const flags = row.flags?.(space) ?? [];
  const out = `../../.out/${name}`;
  const args = {
    build: ['build', '-buildvcs=false', '-o', out, ...flags, '.'],
    run: ['run', ...flags, '.'],
    test: ['test', ...flags, './...'],
    vet: ['vet', ...flags, './...'],
  }[row.use];
  const env = { ...state.env?.(space), ...state.oracleEnv, ...cache };
  return toRun(row.use, await go(args, env), () => space.path('.out', name), { ...space.env, ...env });
}

async function useNx(setting: Setting, more: readonly string[], env: Env): Promise<Run> {
  const { row, space } = setting;
  // Without it, each plugin of each run is a process of its own: half of the time. Other tests leave it on.
  const inOneProcess = { NX_ISOLATE_PLUGINS: 'false' };
  const uncached = row.missesNx === true ? ['--skip-nx-cache'] : [];
  const args = ['run', `app:go-${row.use}`, ...more, ...uncached];
  const result = await launch(setting, space.command('nx'), args, { ...env, ...inOneProcess }, '.');
  return toRun(row.use, result, () => onlyProgramBelow(space.path('dist')), { ...space.env, ...env });
}

function launch(
  { row, space }: Setting,
  file: string,
  args: readonly string[],
  env: Env,
  directory: string,
): Promise<RunResult> {
  const prefix = row.needs === 'file modes' ? respectingModes() : [];
  const [first = file, ...others] = [...prefix, file, ...args];
  return space.run(first, others, { directory, env });
}

function onlyProgramBelow(directory: string): string | undefined {
  if (!existsSync(directory)) return undefined;
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length > 1) throw new Error(`one program was expected, these are there: ${files.join(', ')}`);
  return files[0];
}
