import {
  copying,
  withBundle,
  withBundleAtRoot,
  withGeneratedFile,
  withGeneratedPackage,
} from './bundle/fixture';
import { expectExit } from './support/expect-exit';
import { programPath } from './support/host';
import { isFullMatrix } from './support/mode';
import { newestNx, nxVersions } from './support/seed';
import { taskStatuses, type TaskStatus } from './support/tasks';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();
const bundling = copying('web/src/page.txt', 'web/dist/page.txt');
const declared = { ...bundling, outputs: ['{projectRoot}/dist'] };
const plugin = (options: object) => ({
  'nx.json': {
    plugins: [{ plugin: 'goshawk', options }, './tools/infer.js'],
    neverConnectToCloud: true,
    analytics: false,
  },
});

/** The same target, from a plugin whose outputs no file of the workspace shows. */
const inferring = {
  'web/project.json': { name: 'web' },
  'web/bundle.json': '{}',
  'tools/infer.js': `const target = ${JSON.stringify(declared)};
exports.name = 'infer';
exports.createNodesV2 = exports.createNodes = ['**/bundle.json', (files) =>
  files.map((file) => [file, { projects: { web: { root: 'web', targets: { build: target } } } }])];
`,
};

const kinds = [
  {
    name: 'a bundle that the program embeds',
    files: withBundle(declared),
    producer: 'web:build',
    source: 'web/src/page.txt',
    made: 'web/dist',
    texts: ['first page', 'second page'],
    edit: 'second page',
  },
  {
    name: 'what a module at the root embeds of another project',
    files: withBundleAtRoot,
    producer: 'frontend:build',
    source: 'frontend/page.txt',
    made: 'web/dist',
    texts: ['first page', 'second page'],
    edit: 'second page',
  },
  {
    name: 'a Go package that git ignores',
    files: withGeneratedPackage,
    producer: 'schemas:generate',
    source: 'schemas/name.go.txt',
    made: 'apps/app/schema',
    texts: ['first name', 'second name'],
    edit: 'package schema\n\nconst Name = "second name"\n',
  },
  {
    name: 'a Go file that git ignores',
    files: withGeneratedFile,
    producer: 'schemas:generate',
    source: 'schemas/name.go.txt',
    made: 'apps/app/name_generated.go',
    texts: ['first name', 'second name'],
    edit: 'package main\n\nconst Name = "second name"\n',
  },
];

for (const nx of nxVersions) {
  for (const kind of kinds.filter(() => isFullMatrix || nx === newestNx)) {
    it(`makes ${kind.name} before the build, and again when its source changed, with Nx ${nx}`, async () => {
      const { files, producer, source, made, texts, edit } = kind;
      const space = await workspace(files, { nx });
      const both = (status: TaskStatus) => ({ [producer]: status, 'app:go-build': status });
      expect(await build(space)).toEqual({ prints: texts[0], statuses: both('succeeded') });
      expect(await affectedBy(space, source, 'go-build')).toContain('app:go-build');
      expect(await build(space)).toEqual({ prints: texts[0], statuses: both('replayed') });
      space.write({ [source]: edit });
      expect(await build(space)).toEqual({ prints: texts[1], statuses: both('succeeded') });
      // As in a clone to which the task runner's cache was brought.
      space.remove('dist');
      space.remove(made);
      expect(await build(space)).toEqual({ prints: texts[1], statuses: both('replayed') });
      space.write(files);
      expect(await build(space)).toEqual({ prints: texts[0], statuses: both('replayed') });
    });
  }
}

it.each(nxVersions)('affects builds by files of other projects that they read, with Nx %s', async (nx) => {
  const space = await workspace(
    {
      ...withBundleAtRoot,
      'embedded/embedded.go': 'package embedded\n\nimport "embed"\n\n//go:embed ui\nvar UI embed.FS\n',
      'embedded/ui/project.json': { name: 'ui' },
      'embedded/ui/index.html': '',
    },
    { nx },
  );
  for (const file of ['frontend/page.txt', 'embedded/ui/index.html']) {
    expect(await affectedBy(space, file, 'go-vet')).toContain('app:go-vet');
  }
});

it.each([
  ['its outputs', withBundle(declared)],
  ['the option "generated"', { ...inferring, ...plugin({ generated: { 'web/dist': 'web:build' } }) }],
])('says what to declare for a bundle that no task is known to make; %s mends it', async (_, mending) => {
  const space = await workspace(withBundle({ ...bundling, outputs: [] }));
  const refused = await space.nx(['run', 'app:go-build']);
  expect(refused.output).toMatch(/web\/web\.go:5: .*dist\/\*[\s\S]*"outputs"[\s\S]*"generated"/);
  expectExit(refused, 1);
  space.write(mending);
  expect((await build(space)).prints).toBe('first page');
  space.write({ 'web/src/page.txt': 'second page' });
  expect((await build(space)).prints).toBe('second page');
});

/** Builds the program and runs it. */
async function build(space: Workspace): Promise<{ prints: string; statuses: Record<string, TaskStatus> }> {
  // A run of one target would not say how the task itself ended.
  const run = await space.nx(['run-many', '-t', 'go-build', '--projects=app']);
  expectExit(run, 0);
  const root = space.has('apps') ? 'apps/app' : '.';
  return { prints: await space.print(programPath(root, 'app')), statuses: taskStatuses(run.output) };
}

/** The tasks that `nx affected` would run after an edit of a file. */
async function affectedBy(space: Workspace, file: string, target: string): Promise<string[]> {
  const list = space.path('.nx', 'tasks.json');
  const run = await space.nx(['affected', '-t', target, `--files=${file}`, `--graph=${list}`]);
  expectExit(run, 0);
  const { tasks } = JSON.parse(space.read('.nx/tasks.json')) as { tasks: { tasks: Record<string, object> } };
  return Object.keys(tasks.tasks);
}
