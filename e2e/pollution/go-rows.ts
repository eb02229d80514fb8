import type { Env } from '../support/run';
import type { Workspace } from '../support/workspace';
import { detected } from '../faults/row';
import { makePatchedGoroot } from '../unkeyed/patched-goroot';
import { greeting, printC, testThat } from './fixture';
import type { PollutionRow } from './row';

/** Inputs of the go command that no file of the workspace shows. */
export const goRows: readonly PollutionRow[] = [
  { name: 'nothing at all (control)', target: 'go-build', shows: 'nowhere', isCheap: true },
  { ...environmentRow('GOOS', 'windows'), sampled: true },
  environmentRow('GOARCH', 'arm64'),
  { ...environmentRow('CGO_ENABLED', '0'), first: { env: () => ({ CGO_ENABLED: '1' }) } },
  { ...environmentRow('GOFLAGS', '-tags=special'), name: 'tags in GOFLAGS' },
  { ...environmentRow('GOFLAGS', '-ldflags=-X=main.version=2'), name: 'ldflags in GOFLAGS' },
  { ...environmentRow('GOAMD64', 'v3'), first: { env: () => ({ GOAMD64: 'v1' }) }, needs: 'amd64' },
  levelRow('arm', 'GOARM', '5', '7'),
  levelRow('arm64', 'GOARM64', 'v8.0', 'v9.0'),
  levelRow('386', 'GO386', 'softfloat', 'sse2'),
  environmentRow('GOEXPERIMENT', 'arenas'),
  flagRow('-trimpath'),
  { ...flagRow('-race'), needs: 'cc' },
  { ...flagRow('-asan'), needs: 'asan' },
  flagRow('-cover'),
  flagRow('-buildmode=pie'),
  flagRow('-gcflags=all=-N'),
  flagRow('-gcflags=-N'),
  {
    name: 'a file that -overlay puts in the place of another',
    target: 'go-build',
    shows: 'in the outcome',
    files: {
      // Paths count from the go command's directory: the project's, and for a task that of go.work.
      'overlay.json': {
        Replace: {
          '../../libs/greet/greet.go': '../../shadow/greet.go',
          'libs/greet/greet.go': 'shadow/greet.go',
        },
      },
      'shadow/greet.go': greeting('first'),
    },
    first: { env: overlaying },
    second: { env: overlaying, files: { 'shadow/greet.go': greeting('second') } },
  },
  {
    name: 'CGO_LDFLAGS',
    target: 'go-build',
    needs: 'cc',
    shows: 'in the outcome',
    files: { 'apps/app/native.go': printC('LEVEL', '#define LEVEL 0') },
    second: { env: () => ({ CGO_LDFLAGS: '-O2 -g -lm' }) },
  },
  controlRow('GOMAXPROCS', { GOMAXPROCS: '1' }),
  controlRow('GODEBUG', { GODEBUG: 'panicnil=1' }),
  controlRow('LANG, TZ and USER', { LANG: 'C', TZ: 'Asia/Tokyo', USER: 'somebody' }),
  controlRow('-p in GOFLAGS', { GOFLAGS: '-p=1' }),
  {
    name: 'GOROOT at another place (control)',
    target: 'go-build',
    shows: 'nowhere',
    needs: 'sh',
    second: {
      apply: (workspace) => makePatchedGoroot(workspace.path('.goroot'), 'link', ''),
      env: (workspace) => ({ GOROOT: workspace.path('.goroot') }),
    },
    why: 'Go compiles nothing anew for it, and links',
  },
  {
    name: 'a variable that a test reads',
    target: 'go-test',
    shows: 'in the outcome',
    files: { 'apps/app/app_test.go': testThat('os.Getenv("MODE") == ""', 'os') },
    second: { env: () => ({ MODE: 'broken' }) },
    expected: { nx: detected('undeclared-input') },
    why: 'only the test knows that it reads it',
    isCheap: true,
  },
  { ...environmentRow('GOTOOLCHAIN', 'go1.25.3'), needs: 'another toolchain' },
  {
    name: 'content of the file that GOENV names',
    target: 'go-build',
    shows: 'in the outcome',
    second: { apply: writeGoEnv },
  },
  {
    name: 'a setting made by go env -w',
    target: 'go-build',
    shows: 'in the outcome',
    second: { apply: setGoEnv },
  },
  {
    name: 'a dotenv file of the project that git ignores',
    target: 'go-build',
    shows: 'in the outcome',
    second: {
      files: { 'apps/app/.env': 'GOFLAGS=-tags=special\n' },
      oracleEnv: { GOFLAGS: '-tags=special' },
    },
    sampled: true,
  },
  {
    name: 'GOOS in a dotenv file of the project',
    target: 'go-build',
    shows: 'in the outcome',
    second: { files: { 'apps/app/.env': 'GOOS=windows\n' }, oracleEnv: { GOOS: 'windows' } },
  },
  {
    name: 'a dotenv file of the workspace that git ignores',
    target: 'go-build',
    shows: 'in the outcome',
    second: { files: { '.env': 'GOFLAGS=-tags=special\n' }, oracleEnv: { GOFLAGS: '-tags=special' } },
  },
  {
    name: '--goos=windows on the command line',
    target: 'go-build',
    shows: 'in the outcome',
    second: { nxArgs: ['--goos=windows'], oracleEnv: { GOOS: 'windows' } },
  },
  {
    name: '--env.GOOS on the command line',
    target: 'go-build',
    shows: 'in the outcome',
    second: { nxArgs: ['--env.GOOS=windows'], oracleEnv: { GOOS: 'windows' } },
    isRefused: true,
    expected: { nx: detected('--goos=windows') },
    why: 'Nx must know where the program goes before the executor runs, so Goshawk wants `--goos=windows`',
  },
  {
    name: '--env.GOFLAGS on the command line',
    target: 'go-build',
    shows: 'in the outcome',
    second: { nxArgs: ['--env.GOFLAGS=-tags=special'], oracleEnv: { GOFLAGS: '-tags=special' } },
  },
  {
    name: 'options.env of the target',
    target: 'go-build',
    shows: 'in the outcome',
    second: {
      files: {
        'apps/app/project.json': {
          name: 'app',
          implicitDependencies: ['greet'],
          targets: { 'go-build': { executor: 'goshawk:go-build', options: { env: { GOOS: 'windows' } } } },
        },
      },
      oracleEnv: { GOOS: 'windows' },
    },
  },
];

/** A level of another platform's processors. */
function levelRow(goarch: string, variable: string, ...[from, to]: [string, string]): PollutionRow {
  return {
    ...environmentRow(variable, to),
    first: { env: () => ({ GOARCH: goarch, [variable]: from }) },
    second: { env: () => ({ GOARCH: goarch, [variable]: to }) },
  };
}

/** Variables that make no difference to what is built. */
function controlRow(name: string, env: Env): PollutionRow {
  return {
    name: `${name} (control)`,
    target: 'go-build',
    shows: 'nowhere',
    second: { env: () => env },
    why: 'it does not decide what is built',
    isCheap: true,
  };
}

function overlaying(workspace: Workspace): Env {
  return { GOFLAGS: `-overlay=${workspace.path('overlay.json')}` };
}

/** A flag that every build of the environment gets. */
function flagRow(flag: string): PollutionRow {
  return { ...environmentRow('GOFLAGS', flag), name: `${flag} in GOFLAGS` };
}

function environmentRow(variable: string, value: string): PollutionRow {
  return {
    name: variable,
    target: 'go-build',
    shows: 'in the outcome',
    second: { env: () => ({ [variable]: value }) },
  };
}

function writeGoEnv(workspace: Workspace): Promise<void> {
  workspace.writeGoEnv('GOFLAGS=-tags=special\n');
  return Promise.resolve();
}

async function setGoEnv(workspace: Workspace): Promise<void> {
  const { exitCode, output } = await workspace.run('go', ['env', '-w', 'GOFLAGS=-tags=special']);
  if (exitCode !== 0) throw new Error(output);
}
