import { makeDirectory, type Files } from '../../support/testing/make-directory';
import { goEnvironment } from '../../toolchain/testing/go-environment';
import { computeGoGraph } from '../go-graph';
import { PlainDisk } from '../testing/plain-disk';
import type { ProjectOptions } from './project-options';

const MOD = (path: string) => `module ${path}\n\ngo 1.24\n`;
const MAIN = 'package main\n\nfunc main() {}\n';
const LIB = 'package lib\n';

function projectsOf(files: Files, options: ProjectOptions = {}) {
  const root = makeDirectory(files);
  const named = (name: string) => Object.keys(files).filter((file) => file.split('/').at(-1) === name);
  const graph = computeGoGraph({
    root,
    disk: new PlainDisk(root),
    manifests: {
      goMods: named('go.mod'),
      projectJsons: named('project.json'),
      packageJsons: named('package.json'),
    },
    options,
    env: goEnvironment(),
  });
  expect(graph.faults).toEqual([]);
  return graph.projects;
}

/** Names by root. */
function namesOf(files: Files, options: ProjectOptions = {}): Record<string, string> {
  return Object.fromEntries(projectsOf(files, options).map(({ root, name }) => [root, name]));
}

/** Packages by the project that they belong to. */
function shapeOf(files: Files, options: ProjectOptions = {}): Record<string, string[]> {
  return Object.fromEntries(
    projectsOf(files, options).map(({ root, packages }) => [
      root,
      packages.map(({ content }) => content.directory),
    ]),
  );
}

const PROGRAMS = { 'lib/lib.go': LIB, 'cmd/a/main.go': MAIN, 'cmd/a/own/own.go': LIB, 'cmd/b/main.go': MAIN };
const at = (directory: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${directory}/${path}`, text]));

describe('names of projects', () => {
  it('are the paths of modules and programs', () => {
    const files = {
      'go.mod': MOD('example.com/root'),
      ...PROGRAMS,
      'in/go.mod': MOD('undotted/in'),
      'in/in.go': LIB,
    };
    expect(namesOf(files)).toEqual({
      '.': 'example.com/root',
      'cmd/a': 'example.com/root/cmd/a',
      'cmd/b': 'example.com/root/cmd/b',
      in: 'undotted/in',
    });
  });

  it('leave out a prefix where they begin with it, and directories where told to', () => {
    const files = {
      'go.mod': MOD('example.com/org'),
      'a/go.mod': MOD('example.com/org/a'),
      'b/go.mod': MOD('example.com/organ'),
      'x/c/go.mod': MOD('other.com/c'),
    };
    expect(namesOf(files, { projectNames: { stripPrefix: 'example.com/org/' } })).toEqual({
      ...{ '.': 'example.com/org', a: 'a', b: 'example.com/organ', 'x/c': 'other.com/c' },
    });
    expect(namesOf(files, { projectNames: { stripPrefix: 'example.com/org' } })).toEqual({
      ...{ '.': 'example.com/org', a: 'a', b: 'example.com/organ', 'x/c': 'other.com/c' },
    });
    expect(namesOf(files, { projectNames: { from: 'directory' } })).toEqual({
      ...{ '.': 'example.com/org', a: 'a', b: 'b', 'x/c': 'x/c' },
    });
  });

  it('have the directory where two would be equal, each of them, in any order', () => {
    const files = {
      'a/go.mod': MOD('example.com/m'),
      'b/go.mod': MOD('example.com/m'),
      'c/go.mod': MOD('example.com/c'),
    };
    const names = { a: 'example.com/m@a', b: 'example.com/m@b', c: 'example.com/c' };
    expect(namesOf(files)).toEqual(names);
    expect(namesOf(Object.fromEntries(Object.entries(files).reverse()))).toEqual(names);
  });

  it('are those of project.json or package.json, which others make way for', () => {
    const files = {
      'a/go.mod': MOD('shop'),
      'web/project.json': '{ "name": "shop" }',
      'b/go.mod': MOD('example.com/b'),
      'b/project.json': '{ /* named */ "name": "bee" }',
      'c/go.mod': MOD('example.com/c'),
      'c/project.json': '{}',
      'd/go.mod': MOD('example.com/d'),
      'd/project.json': '{}',
      'd/package.json': '{ "name": "@org/d" }',
    };
    expect(namesOf(files)).toEqual({ a: 'shop@a', b: 'bee', c: 'c', d: '@org/d' });
  });
});

describe('programs', () => {
  it('are projects of their own in a module at the root alone, if there are several', () => {
    const root = { 'go.mod': MOD('m'), ...PROGRAMS };
    expect(shapeOf(root)).toEqual({ '.': ['lib'], 'cmd/a': ['cmd/a', 'cmd/a/own'], 'cmd/b': ['cmd/b'] });
    expect(Object.keys(shapeOf({ 'go.mod': MOD('m'), 'lib/l.go': LIB, 'cmd/a/main.go': MAIN }))).toEqual([
      '.',
    ]);
    expect(Object.keys(shapeOf(at('x', root)))).toEqual(['x']);
  });

  it('are what the option says, by directory or path', () => {
    const files = {
      ...at('x', { 'go.mod': MOD('example.com/x'), ...PROGRAMS }),
      ...at('y', { 'go.mod': MOD('example.com/y'), ...PROGRAMS, 'main.go': MAIN }),
    };
    const x = ['x', 'x/cmd/a', 'x/cmd/b'];
    const y = ['y', 'y/cmd/a', 'y/cmd/b'];
    const roots = (projectPerMain: boolean | string[]) => Object.keys(shapeOf(files, { projectPerMain }));
    expect(roots(true)).toEqual([...x, ...y]);
    expect(roots(false)).toEqual(['x', 'y']);
    expect(roots(['x'])).toEqual([...x, 'y']);
    expect(roots(['example.com/y'])).toEqual(['x', ...y]);
    expect(Object.keys(shapeOf({ 'go.mod': MOD('m'), ...PROGRAMS }, { projectPerMain: false }))).toEqual([
      '.',
    ]);
  });

  it('are asked for of modules alone', () => {
    const root = makeDirectory({
      'x/go.mod': MOD('example.com/x'),
      'broken/go.mod': 'modul',
      'nx.json': '{\n  "projectPerMain": [\n    "x",\n    "y/"]\n}\n',
    });
    const { faults } = computeGoGraph({
      ...{ root, disk: new PlainDisk(root), env: goEnvironment() },
      manifests: { goMods: ['broken/go.mod', 'x/go.mod'], projectJsons: [], packageJsons: [] },
      options: { projectPerMain: ['x', 'example.com/x', 'broken', 'y/'] },
    });
    expect(faults.filter(({ file }) => file === 'nx.json')).toEqual([
      {
        ...{ file: 'nx.json', line: 4 },
        message:
          'the option projectPerMain names y/, which is neither the directory nor the path of a module',
        next: expect.stringContaining('such as "x", or a path, such as "example.com/x"') as string,
      },
    ]);
  });

  it('may lie in one another', () => {
    const files = { 'go.mod': MOD('m'), 'a/main.go': MAIN, 'a/b/main.go': MAIN };
    expect(shapeOf(files)).toEqual({ '.': [], a: ['a'], 'a/b': ['a/b'] });
    expect(projectsOf(files).map(({ nested }) => nested)).toEqual([['a', 'a/b'], ['a/b'], []]);
  });
});

describe('directories', () => {
  it('with a project.json have the packages beneath them, if there are any', () => {
    const files = {
      'm/go.mod': MOD('m'),
      ...at('m', PROGRAMS),
      'm/cmd/project.json': '{ "name": "commands" }',
      'm/docs/project.json': '{ "name": "docs" }',
      'm/lib/package.json': '{ "name": "lib" }',
    };
    expect(shapeOf(files)).toEqual({ m: ['m/lib'], 'm/cmd': ['m/cmd/a', 'm/cmd/a/own', 'm/cmd/b'] });
  });
});

describe('projects that others describe', () => {
  it('are named by package.json where the package manager counts it, and keep to import paths elsewhere', () => {
    const files = {
      'package.json': '{"workspaces":["apps/*"]}',
      'apps/api/package.json': '{"name":"@shop/api"}',
      'apps/api/go.mod': MOD('example.com/api'),
      'apps/api/main.go': MAIN,
      'tools/gen/package.json': '{"name":"gen"}',
      'tools/gen/go.mod': MOD('example.com/gen'),
      'tools/gen/main.go': MAIN,
    };
    expect(namesOf(files)).toEqual({ 'apps/api': '@shop/api', 'tools/gen': 'example.com/gen' });
  });

  it('are named by their directories as Nx does it, in small letters', () => {
    const files = {
      'App/go.mod': MOD('example.com/app'),
      'App/project.json': '{}',
      'Web/project.json': '{}',
      'b/go.mod': MOD('web'),
    };
    expect(namesOf(files)).toEqual({ App: 'app', b: 'web@b' });
  });

  it('have the packages of all modules of a go.work beneath, where their targets are Go ones', () => {
    const files = {
      'go.work': 'go 1.24\n\nuse ./a\nuse ./b\n',
      'project.json': '{"name":"all","targets":{"go-test":{"executor":"goshawk:go-test"}}}',
      'a/go.mod': MOD('example.com/a'),
      'a/a.go': LIB,
      'b/go.mod': MOD('example.com/b'),
      'b/b.go': LIB,
    };
    expect(shapeOf(files)).toMatchObject({ '.': ['a', 'b'], a: ['a'], b: ['b'] });
    expect(Object.keys(shapeOf({ ...files, 'project.json': '{"name":"all"}' }))).toEqual(['a', 'b']);
  });

  it('are there with fields of other types, which Nx reports', () => {
    const target =
      '{"executor":5,"outputs":[5,"{projectRoot}/out"],"options":"x","configurations":{"a":null}}';
    const files = {
      'nx.json': '{"targetDefaults":{"build":{"outputs":5},"b":5,"c":[{"outputs":[]}]}}',
      'package.json': '{"workspaces":["packages/{a(,b}"],"scripts":5,"nx":[]}',
      'packages/b/package.json': '{"name":5,"nx":{"targets":{"build":{"outputs":"x","options":null}}}}',
      'a/go.mod': MOD('example.com/a'),
      'a/a.go': LIB,
      'a/project.json': `{"name":"a","targets":{"x":${target},"y":5,"build":{}}}`,
      'b/project.json': '{"name":["b"],"targets":5}',
    };
    expect(namesOf(files)).toEqual({ a: 'a' });
  });
});
