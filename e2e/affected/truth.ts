import { relative, sep } from 'node:path';
import type { Env } from '../support/run';
import type { Workspace } from '../support/workspace';
import type { FileEdit } from './edits';

/** What of `go list -json` counts. */
interface ListedPackage {
  readonly ImportPath: string;
  readonly Dir: string;
  readonly Name: string;
  readonly Standard?: boolean;
  readonly DepOnly?: boolean;
  readonly ForTest?: string;
  readonly Deps?: readonly string[];
  readonly Module?: { readonly Dir: string };
  readonly [files: `${string}Files`]: readonly string[] | undefined;
}

const BUILD_FILES = ['GoFiles', 'CgoFiles', 'CFiles', 'HFiles', 'SFiles', 'EmbedFiles'] as const;
const TEST_FILES = ['TestGoFiles', 'XTestGoFiles', 'TestEmbedFiles', 'XTestEmbedFiles'] as const;
const FIELDS = [
  'ImportPath',
  'Dir',
  'Name',
  'Standard',
  'DepOnly',
  'ForTest',
  'Deps',
  'Module',
  ...BUILD_FILES,
  ...TEST_FILES,
];

/** Files that go list does not name, by the directory of the package that reads them. */
const UNLISTED: readonly [path: string, directory: string, scope: 'build' | 'test'][] = [
  ['libs/l4/inner/', 'libs/l4', 'build'],
  ['native/include/', 'libs/l4', 'build'],
  ['libs/l7/testdata/', 'libs/l7', 'test'],
];

/** Builds of which each may be what a task does: by tags, and by system. */
const CONTEXTS: readonly { args: readonly string[]; env: Env }[] = [
  { args: [], env: {} },
  { args: ['-tags=special'], env: {} },
  { args: [], env: { GOOS: 'windows', CGO_ENABLED: '0' } },
];

/** Which tasks read what, by go list. */
export class Truth {
  /** Tasks by file, and by `<module>/` and `*` for all packages of a module and for all. */
  private readonly tasks = new Map<string, Set<string>>();

  /** Asks the go command about the workspace as it is now. */
  static async ask(space: Workspace, env: Env): Promise<Truth> {
    const truth = new Truth();
    for (const context of CONTEXTS) {
      const args = [
        'list',
        '-e',
        '-deps',
        '-test',
        ...context.args,
        `-json=${FIELDS.join()}`,
        'example.test/...',
      ];
      const { stdout, exitCode, stderr } = await space.run('go', args, { env: { ...env, ...context.env } });
      if (exitCode !== 0) throw new Error(stderr);
      truth.add(JSON.parse(`[${stdout.replaceAll(/^\}\n\{/gm, '},{')}]`) as ListedPackage[], space.root);
    }
    return truth;
  }

  /** Tasks that an edit may change. */
  affectedBy({ file, concerns }: FileEdit): string[] {
    const [unlisted] = UNLISTED.find(([path]) => file.startsWith(path)) ?? [];
    const readers = unlisted ?? file;
    const module = `${file.split('/').slice(0, -1).join('/')}/`;
    const key = { readers, module, everything: '*' }[concerns];
    return [...(this.tasks.get(key) ?? [])].sort();
  }

  private add(packages: readonly ListedPackage[], root: string): void {
    const directoryOf = ({ Dir }: { Dir: string }) => relative(root, Dir).split(sep).join('/');
    const byPath = new Map(packages.map((one) => [one.ImportPath, one]));
    const own = packages.filter(
      ({ ImportPath, DepOnly }) => DepOnly !== true && !/\.test\]?$/.test(ImportPath),
    );
    const programs = new Set(
      own.filter(({ Name }) => Name === 'main').map((one) => projectOf(directoryOf(one))),
    );
    const tested = new Set(own.filter((one) => hasTests(one)).map((one) => projectOf(directoryOf(one))));
    for (const one of packages) {
      const isTest = one.ForTest !== undefined || one.ImportPath.endsWith('.test');
      if (one.DepOnly === true) continue;
      const project = projectOf(directoryOf(one));
      const tasks = [
        `${project}:go-vet`,
        ...(!isTest && programs.has(project) ? [`${project}:go-build`] : []),
        ...(tested.has(project) ? [`${project}:go-test`] : []),
      ];
      const read = [one, ...(one.Deps ?? []).map((path) => byPath.get(path))];
      for (const dependency of read) {
        if (dependency === undefined || dependency.Standard === true) continue;
        this.note(dependency, BUILD_FILES, 'build', directoryOf(dependency), tasks);
        this.join(`${directoryOf({ Dir: dependency.Module?.Dir ?? '' })}/`, tasks);
        this.join('*', tasks);
      }
      const ofTests = tasks.filter((task) => !task.endsWith(':go-build'));
      this.note(one, TEST_FILES, 'test', directoryOf(one), ofTests);
    }
  }

  private note(
    one: ListedPackage,
    kinds: readonly (typeof BUILD_FILES | typeof TEST_FILES)[number][],
    scope: 'build' | 'test',
    directory: string,
    tasks: readonly string[],
  ): void {
    for (const name of kinds.flatMap((kind) => one[kind] ?? [])) this.join(`${directory}/${name}`, tasks);
    for (const [path, reader, when] of UNLISTED) {
      if (reader === directory && when === scope) this.join(path, tasks);
    }
  }

  private join(key: string, tasks: readonly string[]): void {
    const known = this.tasks.get(key) ?? new Set();
    for (const task of tasks) known.add(task);
    this.tasks.set(key, known);
  }
}

/** Every module is one project, called by its directory. */
function projectOf(directory: string): string {
  return directory.split('/').slice(0, 2).join('/');
}

function hasTests(one: ListedPackage): boolean {
  return (one.TestGoFiles ?? []).length + (one.XTestGoFiles ?? []).length > 0;
}
