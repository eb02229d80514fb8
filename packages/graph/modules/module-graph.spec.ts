import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { makeDirectory } from '../../support/testing/make-directory';
import { parseGoMod, parseGoSum, parseGoWork, type GoModFile } from '../../toolchain';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import { singleModules, workspaces, type ModuleWorld } from '../testing/module-worlds';
import { PlainDisk } from '../testing/plain-disk';
import { moduleCacheReader } from './module-cache';
import { readModuleGraph, type ModuleGraph } from './module-graph';
import type { ModuleGraphRequest } from './module-graph-request';

interface Oracle {
  /** What `go list -m all` prints. */
  readonly modules: readonly string[];
  /** What `go mod graph` prints of selected versions but main modules, whose go.mod it may have completed: `path path`. */
  readonly edges: readonly string[];
}

const RUNS = Number(process.env.GOSHAWK_TEST_RUNS ?? 60);

describe('readModuleGraph', () => {
  it('lists for a single module what `go list -m all` lists', () => {
    expect(countEqual(singleModules, 'main0')).toBeGreaterThan(RUNS / 4);
  });

  it('lists for a go.work what `go list -m all` lists', () => {
    expect(countEqual(workspaces, 'work')).toBeGreaterThan(RUNS / 4);
  });

  it('does not know what versions require whose go.mod is missing', () => {
    const text =
      'module example.com/m\ngo 1.21\nrequire example.com/a v1.0.0\nrequire example.com/b v1.0.0\n';
    const graph = readModuleGraph({
      mains: [{ path: 'example.com/m', directory: '.', file: parseGoMod(text).file }],
      readMod: (path) =>
        path === 'example.com/a'
          ? parseGoMod('module example.com/a\nrequire example.com/b v0.9.0\n').file
          : undefined,
      readDirectory: () => undefined,
      sums: [new Map(), parseGoSum('example.com/a v1.0.0/go.mod h1:x=\nexample.com/a v1.0.0 h1:y=\n')],
    });
    expect(graph).toEqual({
      modules: [
        { path: 'example.com/m', version: '', requires: ['example.com/a', 'example.com/b'] },
        { path: 'example.com/a', version: 'v1.0.0', h1: 'h1:y=', requires: ['example.com/b'] },
        { path: 'example.com/b', version: 'v1.0.0', requires: undefined },
      ],
    });
  });
});

/** How many worlds the go command accepted; in all of them our answer was its own. */
function countEqual(worlds: fc.Arbitrary<ModuleWorld>, where: string): number {
  let compared = 0;
  fc.assert(
    fc.property(worlds, (world) => {
      const root = makeDirectory(world.workspace);
      const [proxy, cache] = [makeDirectory(world.proxy), makeDirectory()];
      // Made before the go command may tidy go.mod.
      const request = requestOf(root, cache, where);
      const oracle = askOracle(join(root, where), proxy, cache);
      if (oracle === undefined) return;
      compared++;
      const graph = readModuleGraph(request);
      expect(graph.modules.map((module) => print(module)).sort()).toEqual([...oracle.modules].sort());
      expect(edgesOf(graph)).toEqual(expect.arrayContaining([...oracle.edges]));
    }),
    { numRuns: RUNS, seed: 11 },
  );
  return compared;
}

function requestOf(root: string, cache: string, where: string): ModuleGraphRequest {
  const readDirectory = (directory: string): GoModFile | undefined =>
    parseGoMod(readFileSync(join(directory, 'go.mod'), 'utf8'), 'dependency').file;
  const main = (name: string) => {
    const directory = join(root, name);
    const { file } = parseGoMod(readFileSync(join(directory, 'go.mod'), 'utf8'));
    return { path: `example.com/${name}`, directory, file };
  };
  const disk = new PlainDisk(cache);
  const shared = { readMod: moduleCacheReader((path) => disk.text(path)), readDirectory, sums: [] };
  if (where === 'main0') return { ...shared, mains: [main('main0')] };
  const directory = join(root, where);
  const { file } = parseGoWork(readFileSync(join(directory, 'go.work'), 'utf8'));
  return { ...shared, mains: [main('main0'), main('main1')], workspace: { directory, file } };
}

function askOracle(cwd: string, proxy: string, cache: string): Oracle | undefined {
  const env = goEnvironment({
    GOPROXY: pathToFileURL(proxy).href,
    GOSUMDB: 'off',
    GOMODCACHE: cache,
    GOFLAGS: cwd.endsWith('work') ? '' : '-mod=mod',
  });
  const format =
    '{{.Path}} {{.Version}}{{with .Replace}} => {{if .Version}}{{.Path}} {{.Version}}{{else}}{{.Dir}}{{end}}{{end}}';
  try {
    const modules = lines(askGoItself(['list', '-m', '-f', format, 'all'], cwd, env)).map((line) =>
      line.trim(),
    );
    const selected = new Set(modules.map((line) => line.split(' =>')[0]?.replace(' ', '@')));
    const edges = lines(askGoItself(['mod', 'graph'], cwd, env)).map((line) => line.split(' '));
    const ofSelected = edges.filter(
      ([from = '', to = '']) => selected.has(from) && !/^(?:go|toolchain)@/.test(to),
    );
    return {
      modules,
      edges: ofSelected
        .map((edge) => edge.map((one) => one.replace(/@.*/, '')))
        .filter(([from, to]) => from !== to && from?.includes('main') !== true)
        .map((edge) => edge.join(' ')),
    };
  } catch {
    return undefined;
  }
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function print({ path, version, replacedBy }: ModuleGraph['modules'][number]): string {
  const name = `${path} ${version}`.trim();
  if (replacedBy === undefined) return name;
  return 'directory' in replacedBy
    ? `${name} => ${replacedBy.directory}`
    : `${name} => ${replacedBy.path} ${replacedBy.version}`;
}

function edgesOf({ modules }: ModuleGraph): string[] {
  return modules.flatMap(({ path, requires }) => (requires ?? []).map((required) => `${path} ${required}`));
}
