import { join } from 'node:path';
import { catchError } from '../../support/testing/catch-error';
import type { PreparedTask } from '../go-task';
import type { BuildOptions } from '../options/go-options';
import { executableName, planCommands, planTask, type BuildCommand } from './plan-build';

const ROOT = join(process.cwd(), 'workspace');

interface Given {
  /** Directories of packages, relative to the project; those in `libraries` are no programs. */
  readonly packages: readonly string[];
  readonly libraries?: readonly string[];
  readonly errors?: Readonly<Record<string, string>>;
  readonly options?: BuildOptions;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly goos?: string;
  readonly buildmode?: string;
  readonly declaredOutputs?: readonly string[];
}

/** A task as it is after its dimension was described: plans are made of it without a disk. */
function task(project: string, given: Given): PreparedTask<BuildOptions> {
  const { packages, libraries = [], errors = {}, options = {}, flags = [], env = {}, goos = 'linux' } = given;
  const projectRoot = join(ROOT, project);
  const listed = packages.map((path, index) => ({
    importPath: ['ex', project, path].filter((part) => part !== '').join('/'),
    dir: join(projectRoot, path),
    name: libraries.includes(path) ? 'lib' : 'main',
    errors: errors[path] === undefined ? [] : [errors[path]],
    buildDeps: [index],
    testDeps: [index],
  }));
  const dimension = {
    directory: `/cache/${goos}`,
    goEnv: { GOOS: goos, GOARCH: 'amd64', GOWORK: '', GOMOD: join(projectRoot, 'go.mod') },
    buildFlags: { buildmode: given.buildmode ?? 'default' },
    listing: { packages: listed, modules: [{ path: 'ex', dir: projectRoot }] },
  };
  return {
    id: `${project}:go-build`,
    workspaceRoot: ROOT,
    stateDirectory: join(ROOT, '.nx'),
    projectRoot,
    env,
    options,
    declaredOutputs: given.declaredOutputs,
    go: '/go',
    cwd: ROOT,
    goEnvironment: env,
    flags,
    dimension,
  } as unknown as PreparedTask<BuildOptions>;
}

function plan(tasks: readonly PreparedTask<BuildOptions>[]): BuildCommand[] {
  return planCommands(tasks.map((one) => planTask(one)));
}

function shape(commands: readonly BuildCommand[]) {
  return commands.map(({ tasks, programs, libraries }) => ({
    tasks: tasks.map(({ task: { id } }) => id.split(':')[0]),
    programs: programs.map(({ importPath }) => importPath),
    libraries,
  }));
}

function artifacts(one: PreparedTask<BuildOptions>): string[] {
  return planTask(one).programs.map(({ artifact }) => artifact);
}

describe('planCommands', () => {
  it('builds programs of equal environment and flags with one command', () => {
    const commands = plan([task('a', { packages: ['x'] }), task('b', { packages: ['y', 'z'] })]);
    expect(shape(commands)).toEqual([
      { tasks: ['a', 'b'], programs: ['ex/a/x', 'ex/b/y', 'ex/b/z'], libraries: [] },
    ]);
  });

  it.each<[string, Partial<Given>]>([
    ['flags', { flags: ['-ldflags=-s'] }],
    ['environment', { env: { CGO_CFLAGS: '-O1' } }],
    ['dimension', { goos: 'windows' }],
  ])('builds programs of another %s with another command', (_case, other) => {
    const commands = plan([
      task('a', { packages: ['x'] }),
      task('b', { packages: ['y'], ...other }),
      task('c', { packages: ['z'] }),
    ]);
    expect(commands.map(({ tasks }) => tasks.map(({ task: { id } }) => id))).toEqual([
      ['a:go-build', 'c:go-build'],
      ['b:go-build'],
    ]);
  });

  it('gives a task with a broken package a command of its own', () => {
    const commands = plan([
      task('a', { packages: ['x'] }),
      task('b', { packages: ['y'], errors: { y: 'no such import' } }),
      task('c', { packages: ['z'] }),
    ]);
    expect(shape(commands).map(({ tasks }) => tasks)).toEqual([['a', 'c'], ['b']]);
  });

  it('never writes two programs of one name with one command, not even of names that differ in case', () => {
    const commands = plan(
      ['server', 'server', 'Server'].map((name, at) => task(`p${at}`, { packages: [name] })),
    );
    expect(shape(commands).map(({ tasks }) => tasks)).toEqual([['p0'], ['p1'], ['p2']]);
  });

  it('compiles libraries with a command without output, since -o builds programs only', () => {
    const commands = plan([
      task('a', { packages: ['x', 'lib'], libraries: ['lib'] }),
      task('b', { packages: ['only'], libraries: ['only'] }),
    ]);
    expect(shape(commands)).toEqual([
      { tasks: ['a'], programs: ['ex/a/x'], libraries: [] },
      { tasks: ['a', 'b'], programs: [], libraries: ['ex/a/lib', 'ex/b/only'] },
    ]);
  });

  it.each(['c-archive', 'c-shared', 'plugin'])(
    'builds one program a command under -buildmode=%s',
    (buildmode) => {
      const commands = plan([
        task('a', { packages: ['x', 'y'], buildmode }),
        task('b', { packages: ['z'], buildmode }),
      ]);
      expect(commands.map(({ programs }) => programs.length)).toEqual([1, 1, 1]);
    },
  );
});

describe('planTask', () => {
  const platform = join('dist', 'app', 'linux-amd64');

  it('puts programs where the project and the platform say', () => {
    expect(artifacts(task('app', { packages: ['', 'cmd/tool'] }))).toEqual([
      join(ROOT, platform, 'app'),
      join(ROOT, platform, 'tool'),
    ]);
    expect(artifacts(task('app', { packages: ['x'], goos: 'windows' }))).toEqual([
      join(ROOT, 'dist', 'app', 'windows-amd64', 'x.exe'),
    ]);
  });

  it('writes what Nx takes for a pattern otherwise in the directories of programs', () => {
    expect(artifacts(task('a[b]/(x)/100%', { packages: ['x'] }))).toEqual([
      join(ROOT, 'dist', 'a%5Bb%5D', '%28x%29', '100%25', 'linux-amd64', 'x'),
    ]);
  });

  it.each([
    ['c-archive', 'linux', 'x.a'],
    ['c-archive', 'windows', 'x.lib'],
    ['c-shared', 'linux', 'x.so'],
    ['c-shared', 'darwin', 'x.dylib'],
    ['c-shared', 'windows', 'x.dll'],
    ['plugin', 'linux', 'x.so'],
  ])('names what -buildmode=%s makes on %s %s', (buildmode, goos, name) => {
    const [artifact] = artifacts(task('app', { packages: ['x'], goos, buildmode }));
    expect(artifact).toBe(join(ROOT, 'dist', 'app', `${goos}-amd64`, name));
  });

  it('names programs of one name by their directories', () => {
    expect(artifacts(task('app', { packages: ['a/server', 'b/server', 'tool'] }))).toEqual(
      ['a-server', 'b-server', 'tool'].map((name) => join(ROOT, platform, name)),
    );
  });

  it('refuses programs whose artifacts would be one file', () => {
    expect(
      catchError(() => planTask(task('app', { packages: ['a/server', 'b/server', 'a-server'] }))),
    ).toMatchObject({ code: 'artifact-names-collide', message: expect.stringContaining('a-server') });
  });

  it('refuses a program that is called like the attestation of another one', () => {
    expect(
      catchError(() => planTask(task('app', { packages: ['server', 'cmd/server.intoto.json'] }))),
    ).toMatchObject({
      code: 'artifact-names-collide',
      message: expect.stringContaining('server.intoto.json'),
    });
  });

  it('refuses artifacts outside the declared outputs', () => {
    const given = { packages: ['x'], options: { outputPath: 'out' } };
    expect(
      catchError(() => planTask(task('app', { ...given, declaredOutputs: ['dist/app'] }))),
    ).toMatchObject({
      code: 'undeclared-output',
      next: expect.stringContaining('{workspaceRoot}/out'),
    });
    expect(() => planTask(task('app', { ...given, declaredOutputs: ['out'] }))).not.toThrow();
  });

  it.each(['.', 'app', 'app/x', '..'])(
    'refuses %s as output path of a cached task, since sources lie in it',
    (outputPath) => {
      const given = { packages: ['x'], options: { outputPath } };
      expect(
        catchError(() => planTask(task('app', { ...given, declaredOutputs: [outputPath] }))),
      ).toMatchObject({ code: 'output-path-holds-sources' });
      expect(() => planTask(task('app', given))).not.toThrow();
    },
  );

  it('refuses an output path that names another platform', () => {
    const options = { outputPath: 'dist/app/windows-amd64' };
    expect(catchError(() => planTask(task('app', { packages: ['x'], options })))).toMatchObject({
      code: 'output-path-names-other-platform',
      message: expect.stringContaining('linux/amd64'),
    });
  });

  it('refuses a pattern that matches nothing, and says where it looked', () => {
    const options = { packages: ['./cmd/missing'] };
    expect(catchError(() => planTask(task('app', { packages: ['x'], options })))).toMatchObject({
      code: 'no-go-package',
      message: expect.stringMatching(/\.\/cmd\/missing .*app/),
    });
  });

  it('hands over what names no package of the workspace, such as a command of a module', () => {
    const options = { packages: ['example.test/tool/cmd'] };
    expect(planTask(task('app', { packages: ['x'], options })).libraries).toEqual(['example.test/tool/cmd']);
  });
});

describe('executableName', () => {
  it.each([
    ['ex/cmd/server', 'server'],
    ['ex/server/v2', 'server'],
    ['ex/server/v10', 'server'],
    ['ex/server/v1', 'v1'],
    ['ex/server/v0', 'v0'],
    ['v2', 'v2'],
    ['example.test/yaml.v2', 'yaml.v2'],
  ])('calls the program of %s %s', (importPath, name) => {
    expect(executableName(importPath)).toBe(name);
  });
});
