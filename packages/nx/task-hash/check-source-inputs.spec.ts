import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { PreparedTask } from '../../commands';
import { makeDirectory } from '../../support/testing/make-directory';
import { goTargetsOf } from '../go-targets';
import { checkSourceInputs } from './check-source-inputs';

const ROOT = join(process.cwd(), 'workspace');

interface Given {
  /** Directories of the packages that the app's package reads, relative to the workspace. */
  readonly reads?: readonly string[];
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly inputs?: readonly unknown[];
  /** Of nx.json. */
  readonly namedInputs?: Readonly<Record<string, readonly unknown[]>>;
  /** Of the library. */
  readonly greetInputs?: Readonly<Record<string, readonly unknown[]>>;
  readonly executor?: 'go-build' | 'go-test';
  /** Those of the workspace that are there; without any, directories are taken to hold one Go file each. */
  readonly files?: Readonly<Record<string, string>>;
  /** Directories of packages that use cgo. */
  readonly cgo?: readonly string[];
  /** Outputs of a task that runs before. */
  readonly outputs?: readonly string[];
  /** How Nx names the tasks that one waits for. */
  readonly waitsFor?: readonly unknown[];
}

const DEFAULT = ['default', '^default'];

function check(given: Given): void {
  const { reads = [], dependencies = {}, inputs = DEFAULT, executor = 'go-build', cgo = [] } = given;
  const workspaceRoot = given.files === undefined ? ROOT : makeDirectory(given.files);
  const projects = {
    app: { root: 'apps/app', targets: { [executor]: { executor: `goshawk:${executor}` } } },
    greet: { root: 'libs/greet', namedInputs: given.greetInputs },
    nested: { root: 'libs/greet/nested' },
  };
  const packages = ['apps/app', ...reads].map((path) => ({
    importPath: `ex/${path}`,
    dir: join(workspaceRoot, path),
  }));
  const all = packages.map((_, index) => index);
  const listed = packages.map((one) => ({ ...one, name: 'x', buildDeps: all, testDeps: all }));
  const listing = { packages: listed, modules: [], cgo: cgo.map((path) => ({ importPath: `ex/${path}` })) };
  const task = {
    options: {},
    workspaceRoot,
    projectRoot: join(workspaceRoot, 'apps/app'),
    dimension: { listing },
  } as unknown as PreparedTask<unknown>;
  const edges = Object.entries(dependencies).map(([source, targets]) => [
    source,
    targets.map((target) => ({ source, target, type: 'static' })),
  ]);
  const id = `app:${executor}`;
  const context = {
    projectGraph: { dependencies: Object.fromEntries(edges) as object },
    projectsConfigurations: { projects },
    nxJsonConfiguration: { namedInputs: given.namedInputs },
    taskGraph: {
      dependencies: { [id]: given.waitsFor ?? ['gen:make'] },
      tasks: { [id]: {}, 'gen:make': { outputs: given.outputs ?? [] } },
    },
  } as unknown as ExecutorContext;
  const [target] = goTargetsOf(projects as Parameters<typeof goTargetsOf>[0]);
  if (target === undefined) throw new Error('no target');
  checkSourceInputs(task, target, inputs, context);
}

/** Why a task is refused; undefined where it is not. */
function refusal(given: Given): unknown {
  try {
    check(given);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The same of a task that reads the library, which its project depends on. */
function checkGreet(given: Given): unknown {
  return refusal({ reads: ['libs/greet'], dependencies: { app: ['greet'] }, ...given });
}

describe('checkSourceInputs', () => {
  it('accepts packages of the project and of what it depends on, directly or not', () => {
    const dependencies = { app: ['greet'], greet: ['nested'] };
    const reads = ['apps/app/internal', 'libs/greet', 'libs/greet/nested/x'];
    expect(() => check({ reads, dependencies })).not.toThrow();
  });

  it('refuses a package of a project that Nx knows no dependency on, and names the line to add', () => {
    expect(refusal({ reads: ['libs/greet/en'] })).toMatchObject({
      code: 'undeclared-dependency',
      message: expect.stringMatching(
        /app:go-build reads ex\/libs\/greet\/en in libs\/greet\/en, which is in none/,
      ),
      next: expect.stringMatching(/"greet" to "implicitDependencies"/),
    });
  });

  it('takes the deepest project as the owner of a file', () => {
    const error = refusal({ reads: ['libs/greet/nested/x'], dependencies: { app: ['greet'] } });
    expect(error).toMatchObject({ next: expect.stringContaining('"nested"') });
  });

  it('refuses a package that no project owns, and names the input to add', () => {
    expect(refusal({ reads: ['tools/gen'] })).toMatchObject({
      code: 'undeclared-dependency',
      next: expect.stringContaining('{workspaceRoot}/tools/gen/**/*'),
    });
  });

  it.each([
    '{workspaceRoot}/tools/**/*',
    '{workspaceRoot}/tools/**',
    '{workspaceRoot}/tools/gen/*',
    '{workspaceRoot}/tools/{gen,lint}/**/*',
    '{workspaceRoot}/**/*',
    '{workspaceRoot}/**/*.go',
    '{workspaceRoot}/tools/g?n/**/*',
    { fileset: '{workspaceRoot}/tools/**/*' },
    { input: 'tools' },
    'tools',
  ])('accepts a package beneath the input %j', (input) => {
    const namedInputs = { tools: ['{workspaceRoot}/tools/**/*'] };
    expect(() => check({ reads: ['tools/gen'], inputs: [...DEFAULT, input], namedInputs })).not.toThrow();
  });

  it.each([
    '{workspaceRoot}/tool/**/*',
    '{workspaceRoot}/tools/*.go',
    '{workspaceRoot}/tools/*',
    '{workspaceRoot}/tools/gen/**/*.c',
    '{workspaceRoot}/tools/{lint,test}/**/*',
    '{projectRoot}/**/*',
    { dependentTasksOutputFiles: '**/*.go' },
    { env: 'tools/gen' },
  ])('does not take %j for an input that holds tools/gen', (input) => {
    const error = refusal({ reads: ['tools/gen'], inputs: [...DEFAULT, input] });
    expect(error).toMatchObject({ code: 'undeclared-dependency' });
  });

  describe('of the project itself', () => {
    it.each([[['^default']], [[{ env: 'X' }, '^default']], [['{projectRoot}/cmd/**/*', '^default']]])(
      'refuses the inputs %j',
      (inputs) => {
        expect(refusal({ inputs })).toMatchObject({
          code: 'undeclared-dependency',
          next: expect.stringMatching(/Add "default"/),
        });
      },
    );

    it.each([
      [['{projectRoot}/**/*']],
      [['{projectRoot}/**/*.go']],
      [[{ input: 'default' }]],
      [['production']],
      [['{workspaceRoot}/apps/**/*']],
      [['!{projectRoot}/README.md']],
    ])('accepts the inputs %j', (inputs) => {
      const namedInputs = { production: ['default', '!{projectRoot}/**/*_test.go'] };
      expect(() => check({ inputs, namedInputs, files: { 'apps/app/main.go': '' } })).not.toThrow();
    });

    it('wants test files hashed of a task that runs them, and of no other', () => {
      const inputs = ['default', '!{projectRoot}/**/*_test.go'];
      const files = { 'apps/app/main.go': '', 'apps/app/main_test.go': '' };
      expect(() => check({ inputs, files })).not.toThrow();
      expect(refusal({ inputs, files, executor: 'go-test' })).toMatchObject({
        message: expect.stringContaining('main_test.go'),
      });
    });

    it('refuses inputs without its embedded files', () => {
      const source = 'package main\n\n//go:embed page.html "with space/*.txt"\nvar pages embed.FS\n';
      const files = { 'apps/app/main.go': source, 'apps/app/page.html': '', 'apps/app/with space/a.txt': '' };
      const look = (...inputs: string[]) => refusal({ inputs, files });
      expect(look('{projectRoot}/**/*.go')).toMatchObject({ message: expect.stringContaining('page.html') });
      expect(look('{projectRoot}/**/*.{go,html}')).toBeUndefined();
      expect(look('{projectRoot}/**/*', '!{projectRoot}/**/*.html')).toMatchObject({
        message: expect.stringContaining('page.html'),
      });
      expect(look('{projectRoot}/*.{go,html}')).toMatchObject({
        message: expect.stringContaining('with space'),
      });
    });
  });

  describe('of what the project depends on', () => {
    it.each([
      [['default']],
      [['default', '^sources'], { sources: ['{projectRoot}/src/**/*'] }],
      [['default', '^none'], { none: [] }],
      [['default', '^{projectRoot}/go.mod']],
      [['default', { input: 'default', projects: ['nested'] }]],
      [['default', { fileset: '{projectRoot}/**/*.md', dependencies: true }]],
    ])('refuses the inputs %j', (inputs: unknown[], namedInputs: Given['namedInputs'] = {}) => {
      expect(checkGreet({ inputs, namedInputs })).toMatchObject({
        code: 'undeclared-dependency',
        next: expect.stringMatching(/Add "\^default" .* greet/),
      });
    });

    it.each([
      [['default', '^default']],
      [['default', '^production']],
      [['default', { input: 'default', dependencies: true }]],
      [['default', { input: 'default', projects: 'dependencies' }]],
      [['default', { input: 'default', projects: ['greet'] }]],
      [['default', { input: 'default', projects: 'tag:go' }]],
      [['default', '^{projectRoot}/**/*']],
      [['default', { fileset: '{projectRoot}/**/*', dependencies: true }]],
      [['default', '{workspaceRoot}/libs/**/*']],
    ])('accepts the inputs %j', (inputs: unknown[]) => {
      const namedInputs = { production: ['default', '!{projectRoot}/**/*_test.go'] };
      expect(checkGreet({ inputs, namedInputs })).toBeUndefined();
    });

    it('asks each project for what it calls by a name', () => {
      const inputs = ['default', '^sources'];
      const namedInputs = { sources: ['{projectRoot}/src/**/*'] };
      expect(checkGreet({ inputs, namedInputs, greetInputs: { sources: ['default'] } })).toBeUndefined();
      expect(
        checkGreet({ inputs, namedInputs: { sources: ['default'] }, greetInputs: namedInputs }),
      ).toMatchObject({ code: 'undeclared-dependency' });
    });

    it('takes a project that is named without a dependency, and nothing beyond it', () => {
      const inputs = ['default', { input: 'default', projects: ['greet'] }];
      expect(refusal({ reads: ['libs/greet'], inputs })).toBeUndefined();
      expect(refusal({ reads: ['libs/greet/nested'], inputs })).toMatchObject({
        code: 'undeclared-dependency',
      });
    });

    it('wants C files hashed where cgo compiles them', () => {
      const files = { 'libs/greet/greet.go': '', 'libs/greet/greet.c': '' };
      const inputs = ['default', '{workspaceRoot}/libs/**/*.go'];
      expect(checkGreet({ inputs, files, cgo: ['libs/greet'] })).toMatchObject({
        message: expect.stringContaining('greet.c'),
      });
      expect(checkGreet({ inputs, files })).toBeUndefined();
    });
  });

  it.each([
    ['by their IDs', ['gen:make']],
    ['by objects, as Nx 24 does', [{ id: 'gen:make' }]],
  ])('takes what tasks make that run before, which Nx names %s', (_how, waitsFor) => {
    const inputs = [...DEFAULT, { dependentTasksOutputFiles: '**/*.go' }];
    const reads = ['generated/api'];
    expect(() => check({ reads, inputs, waitsFor, outputs: ['generated'] })).not.toThrow();
    expect(refusal({ reads, inputs, waitsFor, outputs: ['dist'] })).toMatchObject({
      code: 'undeclared-dependency',
    });
  });

  it('leaves packages outside the workspace to the digest of the pre-task hook', () => {
    expect(() => check({ reads: ['../elsewhere/lib'] })).not.toThrow();
  });

  it('copes with projects that depend on each other', () => {
    const dependencies = { app: ['greet'], greet: ['app'] };
    expect(() => check({ reads: ['libs/greet'], dependencies })).not.toThrow();
  });
});
