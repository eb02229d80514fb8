import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { PreparedTask } from '../../commands';
import { catchError } from '../../support/testing/catch-error';
import { goTargetsOf } from '../go-targets';
import { checkSourceInputs } from './check-source-inputs';

const ROOT = join(process.cwd(), 'workspace');

interface Given {
  /** Directories of the packages that the app's package reads, relative to the workspace. */
  readonly reads: readonly string[];
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly inputs?: readonly unknown[];
}

const PROJECTS = {
  app: { root: 'apps/app', targets: { 'go-build': { executor: 'goshawk:go-build' } } },
  greet: { root: 'libs/greet' },
  nested: { root: 'libs/greet/nested' },
};

function check({ reads, dependencies = {}, inputs = [] }: Given): void {
  const directories = ['apps/app', ...reads];
  const packages = directories.map((path) => ({ importPath: `ex/${path}`, dir: join(ROOT, path) }));
  const all = packages.map((_, index) => index);
  const listed = packages.map((one) => ({ ...one, name: 'x', buildDeps: all, testDeps: all }));
  const task = {
    workspaceRoot: ROOT,
    projectRoot: join(ROOT, 'apps/app'),
    dimension: { listing: { packages: listed } },
  } as unknown as PreparedTask<unknown>;
  const edges = Object.entries(dependencies).map(([source, targets]) => [
    source,
    targets.map((target) => ({ source, target, type: 'static' })),
  ]);
  const context = {
    projectGraph: { dependencies: Object.fromEntries(edges) as object },
    projectsConfigurations: { projects: PROJECTS },
  } as unknown as ExecutorContext;
  const [target] = goTargetsOf(PROJECTS);
  if (target === undefined) throw new Error('no target');
  checkSourceInputs(task, target, inputs, context);
}

describe('checkSourceInputs', () => {
  it('accepts packages of the project and of what it depends on, directly or not', () => {
    const dependencies = { app: ['greet'], greet: ['nested'] };
    const reads = ['apps/app/internal', 'libs/greet', 'libs/greet/nested/x'];
    expect(() => check({ reads, dependencies })).not.toThrow();
  });

  it('refuses a package of a project that Nx knows no dependency on, and names the line to add', () => {
    expect(catchError(() => check({ reads: ['libs/greet/en'] }))).toMatchObject({
      code: 'undeclared-dependency',
      message: expect.stringMatching(/app:go-build reads ex\/libs\/greet\/en/),
      next: expect.stringMatching(/"greet" to "implicitDependencies"/),
    });
  });

  it('takes the deepest project as the owner of a file', () => {
    const error = catchError(() =>
      check({ reads: ['libs/greet/nested/x'], dependencies: { app: ['greet'] } }),
    );
    expect(error).toMatchObject({ next: expect.stringContaining('"nested"') });
  });

  it('refuses a package that no project owns, and names the input to add', () => {
    expect(catchError(() => check({ reads: ['tools/gen'] }))).toMatchObject({
      code: 'undeclared-dependency',
      next: expect.stringContaining('{workspaceRoot}/tools/gen/**/*'),
    });
  });

  it.each([
    '{workspaceRoot}/tools/**/*',
    '{workspaceRoot}/tools/gen/**/*.go',
    '{workspaceRoot}/**/*',
    { fileset: '{workspaceRoot}/tools/**/*' },
  ])('accepts a package beneath the input %j', (input) => {
    expect(() => check({ reads: ['tools/gen'], inputs: [input] })).not.toThrow();
  });

  it.each(['{workspaceRoot}/tool/**/*', '{workspaceRoot}/tools/*.go', '{projectRoot}/**/*'])(
    'does not take %j for an input that holds tools/gen',
    (input) => {
      expect(catchError(() => check({ reads: ['tools/gen'], inputs: [input] }))).toMatchObject({
        code: 'undeclared-dependency',
      });
    },
  );

  it('leaves packages outside the workspace to the digest of the pre-task hook', () => {
    expect(() => check({ reads: ['../elsewhere/lib'] })).not.toThrow();
  });

  it('copes with projects that depend on each other', () => {
    const dependencies = { app: ['greet'], greet: ['app'] };
    expect(() => check({ reads: ['libs/greet'], dependencies })).not.toThrow();
  });
});
