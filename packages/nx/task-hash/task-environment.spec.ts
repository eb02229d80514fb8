import fc from 'fast-check';
import { makeDirectory } from '../../support/testing/make-directory';
import { environmentByNx } from '../testing/nx-internals';
import { taskId } from '../go-targets';
import { TaskEnvironments, type TaskCoordinates } from './task-environment';

const SEED = 20261122;

const VARIABLES = ['GOFLAGS', 'CGO_CFLAGS', 'CC'];

const plain = ['1', '2', '', '"two words"', '\\$CC', '-tags=a,b # comment'];

/**
 * Plain values, quoted ones, empty ones, and references to known and unknown variables. Never in a circle that others
 * refer to: dotenv-expand, and with it Nx, does not come back from there.
 */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  CC: [...plain, '${NOBODY:-default}'],
  CGO_CFLAGS: [...plain, "'$CC'", '${CC}-more'],
  GOFLAGS: [...plain, '$CC', '${CGO_CFLAGS}-more', '${GOFLAGS}-more'],
};

const dotenvFile = fc
  .subarray(VARIABLES, { minLength: 1 })
  .chain((names) => fc.tuple(...names.map((name) => linesOf(name))))
  .map((lines) => lines.join(''));

function linesOf(name: string): fc.Arbitrary<string> {
  return fc.constantFrom(...(VALUES[name] ?? [])).map((value) => `${name}=${value}\n`);
}

const NAMES = [
  '.env',
  '.env.local',
  '.local.env',
  '.env.go-build',
  '.env.go-build.local',
  '.go-build.env',
  '.go-build.local.env',
  '.env.debug',
  '.debug.local.env',
  '.env.go-build.debug',
  '.go-build.debug.env',
  '.env.go-test',
];

const files = fc.dictionary(
  fc
    .tuple(fc.constantFrom('', 'apps/app/'), fc.constantFrom(...NAMES))
    .map(([directory, name]) => `${directory}${name}`),
  dotenvFile,
  { maxKeys: 6 },
);

const shell = fc.dictionary(fc.constantFrom(...VARIABLES), fc.constantFrom('1', '2', 'shell', ''), {
  maxKeys: 2,
});

const coordinates = fc.record<TaskCoordinates>({
  projectRoot: fc.constantFrom('apps/app', '.'),
  target: fc.constantFrom('go-build', 'go-test'),
  configuration: fc.constantFrom(undefined, 'debug'),
});

function idOf({ target, configuration }: TaskCoordinates): string {
  return taskId('app', target, configuration);
}

function only(environment: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(VARIABLES.map((name) => [name, environment[name]]));
}

jest.setTimeout(60_000);

describe('TaskEnvironments', () => {
  it('gives a task the environment that Nx gives it, whatever dotenv files there are', () => {
    fc.assert(
      fc.property(files, shell, coordinates, (dotenv, started, task) => {
        const root = makeDirectory({ 'apps/app/project.json': '{}', ...dotenv });
        const nx = environmentByNx(root, task, started);
        const ours = new TaskEnvironments(root, nx.process).of(task);
        expect(only(ours)).toEqual(only(nx.task));
      }),
      { numRuns: 150, seed: SEED },
    );
  });

  it('changes nothing in an environment that Nx made for that task already', () => {
    fc.assert(
      fc.property(files, shell, coordinates, (dotenv, started, task) => {
        const root = makeDirectory({ 'apps/app/project.json': '{}', ...dotenv });
        const nx = environmentByNx(root, task, started);
        const inExecutor = new TaskEnvironments(root, nx.task).of({ ...task, id: idOf(task) });
        expect(only(inExecutor)).toEqual(only(nx.task));
      }),
      { numRuns: 150, seed: SEED },
    );
  });

  it('leaves dotenv files alone where Nx is told to', () => {
    const root = makeDirectory({ 'apps/app/.env': 'GOFLAGS=-tags=a\n', '.env': 'CC=clang\n' });
    const environments = new TaskEnvironments(root, { CC: 'clang', NX_LOAD_DOT_ENV_FILES: 'false' });
    const task = { projectRoot: 'apps/app', target: 'go-build', configuration: undefined };
    expect(only(environments.of(task))).toEqual({ CC: 'clang', GOFLAGS: undefined, CGO_CFLAGS: undefined });
  });

  it('prefers the project over the workspace and the special over the general', () => {
    const root = makeDirectory({
      '.env.go-build.debug': 'CC=workspace-special\nGOFLAGS=-tags=workspace\n',
      'apps/app/.env': 'CC=project-general\n',
      'apps/app/.env.go-build': 'CC=project-target\n',
    });
    const task = { projectRoot: 'apps/app', target: 'go-build', configuration: 'debug' };
    expect(new TaskEnvironments(root, {}).of(task)).toEqual({
      CC: 'project-target',
      GOFLAGS: '-tags=workspace',
    });
  });
});
