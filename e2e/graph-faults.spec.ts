import { goMod, importing, manyModules, moduleDirectories, program } from './graph/fixture';
import { askGraph, readGraph } from './graph/project-graph';
import type { Files } from './support/files';
import { goWork } from './support/go-files';
import { expectExit } from './support/expect-exit';
import { programPath } from './support/host';
import { isFullMatrix } from './support/mode';
import { newestNx, nxVersions } from './support/seed';
import { taskStatuses } from './support/tasks';
import { useWorkspaces } from './support/use-workspaces';

const workspace = useWorkspaces();

interface Fault {
  readonly name: string;
  readonly files: Files;
  /** What the error says, file and line first. */
  readonly says: readonly string[];
}

const faults: readonly Fault[] = [
  {
    name: 'a go.mod and a Go file that cannot be read',
    files: {
      'libs/store/go.mod': goMod('libs/store', 'requires nothing\n'),
      'libs/log/log.go': 'package log\n\nimport "unterminated\n',
    },
    says: ['libs/store/go.mod:5: ', 'libs/log/log.go:3: '],
  },
  {
    name: 'a go.work that names a directory which is not there',
    files: goWork(...moduleDirectories, 'libs/missing'),
    says: ['go.work:12: it uses ./libs/missing'],
  },
  {
    name: 'two modules with one path',
    files: { 'apps/worker/go.mod': goMod('libs/testkit') },
    says: ['go.work:9: it uses two modules called example.test/libs/testkit: apps/worker (line 5)'],
  },
];

for (const nx of nxVersions) {
  for (const { name, files, says } of faults.filter(
    (_, index) => isFullMatrix || nx === newestNx || (nx === '22' && index === 0),
  )) {
    it(`names file and line of ${name}, and keeps everything else, with Nx ${nx}`, async () => {
      const space = await workspace(manyModules, { nx });
      const before = edgesByRoot((await askGraph(space)).graph);
      space.write(files);
      const { run, graph } = await askGraph(space);
      for (const words of says) expect(run.output).toContain(words);
      expect(run.output).not.toMatch(/^\s+at .*\.js:\d+/m);
      // Nx shows what there is in the graph, and runs nothing.
      expectExit(run, 0);
      expect(before.filter((edge) => !edgesByRoot(graph).includes(edge))).toEqual([]);
      const shown = await space.nx(['run', 'by-hand:go-vet']);
      for (const words of says) expect(shown.output).toContain(words);
      expectExit(shown, 1);
      space.write(manyModules);
      expect(edgesByRoot(await readGraph(space))).toEqual(before);
    });
  }
}

it('builds modules that import packages of each other', async () => {
  const space = await workspace({
    ...goWork('apps/one', 'apps/two'),
    'apps/one/go.mod': goMod('one'),
    'apps/one/main.go': program('example.test/two/lib'),
    'apps/one/lib/lib.go': importing('lib'),
    'apps/two/go.mod': goMod('two'),
    'apps/two/main.go': program('example.test/one/lib'),
    'apps/two/lib/lib.go': importing('lib'),
  });
  const { edges } = await readGraph(space);
  expect(edges).toEqual([
    'example.test/one static example.test/two',
    'example.test/two static example.test/one',
  ]);
  const build = ['run-many', '-t', 'go-build'];
  const { output } = await space.nx(build);
  expect(taskStatuses(output)).toEqual({
    'example.test/one:go-build': 'succeeded',
    'example.test/two:go-build': 'succeeded',
  });
  expect(space.has(programPath('apps/one', 'one'))).toBe(true);
  space.write({ 'apps/two/main.go': `${program('example.test/one/lib')}\nvar Changed = true\n` });
  expect(taskStatuses((await space.nx(build)).output)).toEqual({
    'example.test/one:go-build': 'replayed',
    'example.test/two:go-build': 'succeeded',
  });
});

/** `<root> to <root>`: two modules with one path are called otherwise. */
function edgesByRoot({ nodes, edges }: Awaited<ReturnType<typeof readGraph>>): string[] {
  const rootOf = (name: string) => nodes[name]?.data.root ?? name;
  return edges
    .map((edge) => edge.split(' '))
    .map(([source = '', , target = '']) => `${rootOf(source)} to ${rootOf(target)}`)
    .sort();
}
