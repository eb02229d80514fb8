import { makeDirectory, type Files } from '../../support/testing/make-directory';
import { computeGraph } from '../testing/compute-graph';
import { readStoredGraph } from './read-graph';
import type { StoredGraph } from './stored-graph';

const app = {
  '.gitignore': '*_generated.go\n*_generated_test.go\n',
  'app/go.mod': 'module example.test/app\n\ngo 1.21\n',
  'app/main.go': 'package main\n\nfunc main() {}\n',
  'app/main_test.go': 'package main\n',
};

function making(...outputs: string[]): Record<string, string> {
  return { 'tools/project.json': JSON.stringify({ name: 'tools', targets: { generate: { outputs } } }) };
}

function graphOf(files: Record<string, string>): StoredGraph {
  return readStoredGraph(makeDirectory(files), Object.keys(files), undefined);
}

function waitsFor(graph: StoredGraph, target: string): unknown {
  return graph.results[0]?.[1].projects?.app?.targets?.[target]?.dependsOn;
}

const generate = [{ projects: ['tools'], target: 'generate' }];

it('waits for the task that makes a Go file which git ignores, before the file is there and after', () => {
  const files = { ...app, ...making('{workspaceRoot}/app/name_generated.go') };
  for (const all of [files, { ...files, 'app/name_generated.go': 'package main\n' }]) {
    const graph = graphOf(all);
    expect(waitsFor(graph, 'go-build')).toEqual(generate);
    expect(waitsFor(graph, 'go-test')).toEqual(generate);
    expect(graph.faults).toEqual([]);
  }
});

it('lets only tests wait for a test file, before the file is there and after', () => {
  const files = {
    ...app,
    'app/in/in.go': 'package in\n',
    ...making('{workspaceRoot}/app/name_generated_test.go', '{workspaceRoot}/app/in/in_generated_test.go'),
  };
  const made = {
    'app/name_generated_test.go': 'package main\n',
    'app/in/in_generated_test.go': 'package in\n',
  };
  const [before, after] = [graphOf(files), graphOf({ ...files, ...made })];
  expect(waitsFor(before, 'go-build')).toBeUndefined();
  expect(waitsFor(before, 'go-test')).toEqual(generate);
  expect(after).toEqual(before);
});

it('asks nobody to make an ignored file that no build has', () => {
  const file = { 'app/scratch_generated.go': '//go:build ignore\n\npackage main\n' };
  expect(graphOf({ ...app, ...file })).toEqual(graphOf(app));
});

it('waits for no task that makes a file which is committed', () => {
  const graph = graphOf({ ...app, ...making('{workspaceRoot}/app/committed.go') });
  expect(waitsFor(graph, 'go-build')).toBeUndefined();
});

it('has an edge to the project whose task makes a package, the same before and after it is made', () => {
  const outputs = ['{workspaceRoot}/app/schema'];
  const project = { name: 'tools', targets: { generate: { outputs } } };
  const files = {
    'app/go.mod': 'module example.test/app\n\ngo 1.24\n',
    'app/main.go': 'package main\n\nimport _ "example.test/app/schema"\n\nfunc main() {}\n',
    'tools/project.json': JSON.stringify(project),
  };
  const isIgnored = (path: string) => path.startsWith('app/schema');
  const edgesOf = (all: Files) =>
    computeGraph(makeDirectory(all), { projectJsons: ['tools'], isIgnored }).edges;
  const edges = [['app/schema', 'tools', 'build', true]];
  expect(edgesOf(files)).toEqual(edges);
  expect(edgesOf({ ...files, 'app/schema/schema.go': 'package schema\n' })).toEqual(edges);
});

it('names every ignored file that no task makes', () => {
  const { faults } = graphOf({
    ...app,
    ...making('{workspaceRoot}/app/one_generated.go'),
    'app/one_generated.go': 'package main\n',
    'app/two_generated.go': 'package main\n',
  });
  expect(faults.map(({ file }) => file)).toEqual(['app/two_generated.go']);
});

it('declares the same for a project before and after a task has made an embedded file, a tree and a package', () => {
  const files = {
    ...app,
    ...making('{workspaceRoot}/app/dist', '{workspaceRoot}/app/schema'),
    '.gitignore': 'dist\nschema\n',
    'app/main.go':
      'package main\n\nimport (\n\t"embed"\n\t_ "example.test/app/schema"\n)\n\n//go:embed dist/*\nvar files embed.FS\n\nfunc main() {}\n',
  };
  const made = {
    'app/dist/page.html': 'page\n',
    'app/dist/inner/page.html': 'page\n',
    'app/schema/schema.go': 'package schema\n',
  };
  const [before, after] = [graphOf(files), graphOf({ ...files, ...made })];
  expect(waitsFor(before, 'go-build')).toEqual(generate);
  expect(after.results).toEqual(before.results);
});

describe('an embedded directory with a committed placeholder', () => {
  const embedding = (pattern: string) =>
    `package main\n\nimport "embed"\n\n//go:embed ${pattern}\nvar files embed.FS\n\nfunc main() {}\n`;
  const files = {
    ...app,
    ...making('{workspaceRoot}/app/dist'),
    '.gitignore': 'app/dist/*\n!app/dist/.gitkeep\n',
    'app/dist/.gitkeep': '',
  };
  const made = {
    'app/dist/index.html': '',
    'app/dist/_assets/one.js': '',
    'app/dist/inner/page.html': '',
  };

  it.each(['all:dist', 'dist', 'dist/*', '*/*', 'dist/index.html'])(
    'waits for the task that fills it, before it ran and after: %s',
    (pattern) => {
      const given = { ...files, 'app/main.go': embedding(pattern) };
      const [before, after] = [graphOf(given), graphOf({ ...given, ...made })];
      expect(waitsFor(before, 'go-build')).toEqual(generate);
      expect(after).toEqual(before);
      expect(before.faults).toEqual([]);
    },
  );

  it.each(['dist/.gitkeep', '*.txt', 'other'])(
    'waits for nothing where a pattern takes none of it: %s',
    (pattern) => {
      const given = {
        ...files,
        'app/main.go': embedding(pattern),
        'app/one.txt': '',
        'app/other/one.txt': '',
      };
      expect(waitsFor(graphOf(given), 'go-build')).toBeUndefined();
    },
  );
});
