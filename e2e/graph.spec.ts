import { graphEdits } from './graph/edits';
import { manyModules, oneModule, withModules } from './graph/fixture';
import { isEqual, readExternal, readFreshGraph, readGraph, type SeenGraph } from './graph/project-graph';
import { expectExit } from './support/expect-exit';
import { isFullMatrix } from './support/mode';
import type { Env } from './support/run';
import { newestNx, nxVersions } from './support/seed';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();
const go = (name: string) => `example.test/${name}`;

describe.each(nxVersions)('with Nx %s', (nx) => {
  it('shows modules as projects, their targets, edges and external modules', async () => {
    const space = await workspace(manyModules, { nx });
    const graph = await readGraph(space, await withModules(space));
    expect(shapeOf(graph)).toEqual({
      '@example/web': 'app web: bundle',
      'by-hand': 'lib libs/described: deploy go-fmt go-test go-tidy go-vet',
      [go('apps/api')]: 'app apps/api: go-build go-fmt go-run go-test go-tidy go-vet',
      [go('apps/worker')]: 'app apps/worker: go-build go-fmt go-run go-tidy go-vet',
      [go('libs/log')]: 'lib libs/log: go-fmt go-tidy go-vet',
      [go('libs/store')]: 'lib libs/store: go-fmt go-tidy go-vet',
      [go('libs/testkit')]: 'lib libs/testkit: go-fmt go-tidy go-vet',
      [go('libs/text')]: 'lib libs/text: go-fmt go-tidy go-vet',
      [go('tools/gen')]: 'app tools/gen: go-build go-fmt go-tidy go-vet',
    });
    expect(graph.edges).toEqual(
      [
        `by-hand static ${go('libs/text')}`,
        `${go('apps/api')} dynamic ${go('libs/testkit')}`,
        `${go('apps/api')} static ${go('libs/log')}`,
        `${go('apps/api')} static ${go('libs/store')}`,
        `${go('apps/worker')} static ${go('libs/log')}`,
        `${go('libs/store')} static ${go('libs/log')}`,
        `${go('libs/testkit')} static ${go('libs/text')}`,
        `${go('tools/gen')} static ${go('libs/text')}`,
      ].sort(),
    );
    const sums = new Map(
      space
        .read('libs/store/go.sum')
        .split('\n')
        .map((line) => [line.slice(0, line.lastIndexOf(' ')), line.split(' ')[2]]),
    );
    const external = (path: string, version: string) => ({
      packageName: path,
      version,
      hash: sums.get(`${path} ${version}`),
    });
    expect(readExternal(space)).toEqual({
      nodes: {
        'go:ext.test/color': external('ext.test/color', 'v1.0.0'),
        'go:ext.test/term': external('ext.test/term', 'v1.1.0'),
        'goshawk:edges': expect.objectContaining({ hash: 'edges' }) as object,
      },
      edges: [
        `${go('libs/store')} static go:ext.test/color`,
        'go:ext.test/color static go:ext.test/term',
        // Its go.mod says nothing at all, as those from before modules: it may use every other one.
        'go:ext.test/term static go:ext.test/color',
      ],
    });
  });

  it('makes a project of each program of a single module', async () => {
    const space = await workspace(oneModule, { nx });
    const graph = await readGraph(space);
    expect(shapeOf(graph)).toEqual({
      [go('all')]: 'lib .: go-fmt go-tidy go-vet',
      [go('all/cmd/api')]: 'app cmd/api: go-build go-fmt go-run go-vet',
      [go('all/cmd/worker')]: 'app cmd/worker: go-build go-fmt go-run go-test go-vet',
    });
    expect(graph.edges).toEqual([
      `${go('all/cmd/api')} static ${go('all')}`,
      `${go('all/cmd/worker')} static ${go('all')}`,
    ]);
    const shown = await space.nx(['show', 'project', go('all/cmd/worker'), '--json=false']);
    expectExit(shown, 0);
    expect(shown.stdout).toMatch(/Root: cmd\/worker[\s\S]*go-test: +goshawk:go-test/);
  });
});

const modes = [
  { mode: 'without the daemon', daemon: 'off', env: {} },
  { mode: 'with the daemon', daemon: 'on', env: {} },
  { mode: 'with plugins in the process of Nx', daemon: 'off', env: { NX_ISOLATE_PLUGINS: 'false' } },
] as const;

for (const nx of nxVersions) {
  // Without the whole matrix, the oldest with the daemon, which tells its hooks least, and the newest without.
  for (const { mode, daemon, env } of modes.filter(
    (one) =>
      isFullMatrix ||
      (nx === newestNx && one.mode === 'without the daemon') ||
      (nx === '22' && one.daemon === 'on'),
  )) {
    it(`follows every edit as if all was read anew, with Nx ${nx} ${mode}`, async () => {
      const space = await workspace(manyModules, { nx, daemon });
      let before = await readGraph(space, env);
      for (const { name, files = {}, remove = [], lost, gained } of graphEdits) {
        for (const path of remove) space.remove(path);
        space.write(files);
        const [kept, expected] = await Promise.all([readGraph(space, env), readFreshGraph(space, env)]);
        expect({ name, ...difference(before, expected) }).toEqual({ name, lost, gained });
        const graph = isEqual(kept, expected) ? kept : await readLater(space, env, expected);
        expect({ name, graph }).toEqual({ name, graph: expected });
        before = expected;
      }
      // The hook must know of the last edit as well.
      expectExit(await space.nx(['run', 'named:go-vet'], env), 0);
      expectExit(await space.nx(['reset']), 0);
      expect(await readGraph(space, env)).toEqual(before);
    });
  }
}

/** The daemon hears of edits some time after they were made; what it says at last is what counts. */
async function readLater(space: Workspace, env: Env, expected: SeenGraph): Promise<SeenGraph> {
  const end = Date.now() + (space.env.NX_DAEMON === 'true' ? 15_000 : 0);
  for (;;) {
    const graph = await readGraph(space, env);
    if (isEqual(graph, expected) || Date.now() > end) return graph;
  }
}

/** `<type> <root>: <targets>` by name. */
function shapeOf({ nodes }: SeenGraph): Record<string, string> {
  return Object.fromEntries(
    Object.entries(nodes).map(([name, { type, data }]) => {
      const targets = Object.keys(data.targets ?? {})
        .sort()
        .join(' ');
      return [name, `${type} ${data.root}: ${targets}`];
    }),
  );
}

function difference(before: SeenGraph, after: SeenGraph): { lost: string[]; gained: string[] } {
  return {
    lost: before.edges.filter((edge) => !after.edges.includes(edge)),
    gained: after.edges.filter((edge) => !before.edges.includes(edge)),
  };
}
