import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { catchError } from '../../support/testing/catch-error';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { renderDot, renderMermaid, renderText } from './render-graph';
import { readGraphDocument } from './show-graph';
import { commitAll, graphPlace } from './testing/graph-place';

const goMod = (name: string, rest = '') => `module example.com/${name}\n\ngo 1.24\n${rest}`;

const WORK = {
  'go.work': 'go 1.24\n\nuse (\n\t./app\n\t./lib\n)\n',
  'app/go.mod': goMod('app', '\nrequire golang.org/x/text v0.3.0\n'),
  'app/go.sum': 'golang.org/x/text v0.3.0 h1:abc=\n',
  'app/main.go': 'package main\n\nimport _ "example.com/lib"\nimport _ "golang.org/x/text/width"\n',
  'app/main_test.go': 'package main\n\nimport _ "example.com/lib"\n',
  'lib/go.mod': goMod('lib'),
  'lib/lib.go': 'package lib\n',
  'lib/sub/sub_test.go': 'package sub\n\nimport _ "example.com/app/not-there"\n',
  'lib/lib_test.go': 'package lib_test\n\nimport _ "example.com/lib/sub"\n',
};

describe('readGraphDocument', () => {
  const place = graphPlace(WORK);
  const document = readGraphDocument(place, 'projects');

  it('tells projects, every import between them and external modules', () => {
    expect(document).toEqual({
      schemaVersion: 1,
      root: place.cwd,
      level: 'projects',
      projects: [
        {
          ...{ name: 'example.com/app', root: 'app', module: 'example.com/app' },
          packages: [{ path: 'example.com/app', directory: 'app' }],
        },
        {
          ...{ name: 'example.com/lib', root: 'lib', module: 'example.com/lib' },
          packages: [
            { path: 'example.com/lib', directory: 'lib' },
            { path: 'example.com/lib/sub', directory: 'lib/sub' },
          ],
        },
      ],
      edges: [
        edge('example.com/lib', 'project', 'build', 'app/main.go', 3, 'example.com/lib'),
        edge('example.com/lib', 'project', 'test', 'app/main_test.go', 3, 'example.com/lib'),
        edge('golang.org/x/text', 'module', 'build', 'app/main.go', 4, 'golang.org/x/text/width'),
      ],
      externalModules: [
        { name: 'golang.org/x/text', path: 'golang.org/x/text', version: 'v0.3.0', h1: 'h1:abc=' },
      ],
      faults: [],
    });
  });

  it('has a form for people', () => {
    expect(renderText(document)).toBe(
      'example.com/app (app)\n  build  example.com/lib\n  build  golang.org/x/text v0.3.0\nexample.com/lib (lib)\n',
    );
  });

  it('goes down to packages', () => {
    const packages = readGraphDocument(place, 'packages');
    expect(renderDot(packages)).toContain('"example.com/lib" -> "example.com/lib/sub" [style=dashed];');
    expect(renderMermaid(packages)).toContain('n1 -.-> n2');
  });

  it('is the same the second time, and another one after a change', () => {
    expect(readGraphDocument(place, 'projects')).toEqual(document);
    writeFiles(place.cwd, { 'new/go.mod': goMod('new') });
    expect(readGraphDocument(place, 'projects').projects.map(({ root }) => root)).toContain('new');
  });

  it('calls projects as nx.json has it, and leaves out what git ignores', () => {
    const options = '{ "projectNames": { "stripPrefix": "example.com" } }';
    const named = graphPlace({
      ...WORK,
      'nx.json': `{ // why\n"plugins": ["x", { "plugin": "goshawk", "options": ${options} }] }`,
      '.gitignore': 'ignored\n',
      'ignored/go.mod': goMod('ignored'),
      'node_modules/x/go.mod': goMod('x'),
    });
    commitAll(named.cwd);
    const inside = { ...named, cwd: join(named.cwd, 'lib', 'sub') };
    expect(readGraphDocument(inside, 'projects').projects.map(({ name }) => name)).toEqual(['app', 'lib']);
  });

  it('tells which Go files it lacks edges of', () => {
    const files = { 'app/broken.go': 'package main\n\nimport "example.com/lib\n' };
    const found = readGraphDocument(graphPlace({ ...WORK, ...files }), 'projects');
    expect(found.faults).toMatchObject([{ file: 'app/broken.go', line: 3 }]);
    expect(renderText(found)).toContain('Not known because of:\n  app/broken.go:3: ');
  });

  it('says what is wrong with nx.json', () => {
    const wrong = (text: string) =>
      catchError(() => readGraphDocument(graphPlace({ 'nx.json': text }), 'projects'));
    expect(
      wrong('{ "plugins": [{ "plugin": "goshawk", "options": { "projectPerMain": 1 } }] }'),
    ).toMatchObject({
      code: 'invalid-plugin-option',
    });
    expect(wrong('nothing')).toMatchObject({ code: 'unreadable-nx-json' });
  });

  it('says that there is nothing where there is nothing', () => {
    const nothing = readGraphDocument(graphPlace({ 'nx.json': '{}' }), 'projects');
    expect(renderText(nothing)).toBe('There is no Go module here.\n');
  });

  it('resolves links to the workspace', () => {
    const link = join(makeDirectory(), 'link');
    symlinkSync(place.cwd, link, 'junction');
    expect(readGraphDocument({ ...place, cwd: link }, 'projects').root).toBe(place.cwd);
  });
});

describe('diagrams', () => {
  const name = 'a "b" \\ [c] #1; x_y';
  const strange = {
    ...{ schemaVersion: 1 as const, root: '/', level: 'projects' as const, externalModules: [], faults: [] },
    projects: [{ name, root: 'a', module: 'a', packages: [] }],
    edges: [],
  };

  it('quote names', () => {
    expect(renderDot(strange)).toContain('"a \\"b\\" \\\\ [c] #1; x_y";');
    expect(renderMermaid(strange)).toContain('n0["a #34;b#34; #92; #91;c#93; #35;1#59; x_y"]');
  });
});

function edge(target: string, to: string, kind: string, file: string, line: number, path: string) {
  return { source: 'example.com/app', target, to, kind, file, line, path };
}
