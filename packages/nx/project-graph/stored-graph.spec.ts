import { makeDirectory, type Files } from '../../support/testing/make-directory';
import { computeGraph, projectsOf, type GraphGiven } from '../testing/compute-graph';

const MAIN = 'package main\n\nfunc main() {}\n';
const embedding = (pattern: string) =>
  `package main\n\nimport "embed"\n\n//go:embed ${pattern}\nvar files embed.FS\n\nfunc main() {}\n`;
const MODULE = { 'app/go.mod': 'module app\n\ngo 1.24\n' };

function look(files: Files, given: GraphGiven = {}) {
  const graph = computeGraph(makeDirectory({ ...MODULE, ...files }), given);
  return { ...graph, app: projectsOf(graph).app };
}

describe('files that tasks make', () => {
  const web = {
    'web/project.json': JSON.stringify({
      name: 'web',
      targets: {
        build: { outputs: ['{workspaceRoot}/app/static'] },
        other: { outputs: ['{projectRoot}/out'] },
      },
    }),
  };
  const given = { projectJsons: ['web'] };

  it('are waited for, and hashed as outputs', () => {
    const { app, faults } = look({ ...web, 'app/main.go': embedding('static/*') }, given);
    expect(faults).toEqual([]);
    expect(app?.targets?.['go-build']).toMatchObject({
      dependsOn: [{ projects: ['web'], target: 'build' }],
      inputs: expect.arrayContaining([{ dependentTasksOutputFiles: '**/*' }]) as unknown,
    });
  });

  it.each([
    ['beneath it', ['app/static/css', 'app/static/js']],
    ['at it and beneath it', ['app/static', 'app/static/extra']],
    ['above it and beneath it', ['app', 'app/static/extra']],
  ])('may be made by several tasks, with outputs %s', (_where, outputs) => {
    const targets = outputs.map((output, index) => [
      `make${index}`,
      { outputs: [`{workspaceRoot}/${output}`, `{workspaceRoot}/elsewhere`] },
    ]);
    const files = {
      'web/project.json': JSON.stringify({ name: 'web', targets: Object.fromEntries(targets) as object }),
      'app/main.go': embedding('static'),
    };
    const { app, faults } = look(files, given);
    expect(faults).toEqual([]);
    expect(app?.targets?.['go-build']?.dependsOn).toEqual([
      { projects: ['web'], target: 'make0' },
      { projects: ['web'], target: 'make1' },
    ]);
  });

  it('are waited for besides what the option targets names', () => {
    const options = { targets: { 'go-build': { dependsOn: ['lint'] } } };
    const { app } = look({ ...web, 'app/main.go': embedding('static/*') }, { ...given, options });
    const producer = { projects: ['web'], target: 'build' };
    expect(app?.targets?.['go-build']?.dependsOn).toEqual([producer, 'lint']);
  });

  it('may be there already, if git ignores them', () => {
    const files = { ...web, 'app/main.go': embedding('static'), 'app/static/index.html': 'made' };
    const isIgnored = (path: string) => path === 'app/static';
    const { app, faults } = look(files, { ...given, isIgnored });
    expect(faults).toEqual([]);
    expect(app?.targets?.['go-build']?.dependsOn).toEqual([{ projects: ['web'], target: 'build' }]);
  });

  it('are found by the option generated', () => {
    const options = { generated: { 'app/dist/': 'site:export:production' } };
    const { app, faults } = look({ 'app/main.go': embedding('dist/x.js') }, { options });
    expect(faults).toEqual([]);
    expect(app?.targets?.['go-build']?.dependsOn).toEqual([
      { projects: ['site'], target: 'export:production' },
    ]);
  });

  it('must be among the outputs of the task that the option generated names, where those are known', () => {
    const options = { generated: { 'app/dist': 'web:other' } };
    const { faults } = look({ ...web, 'app/main.go': embedding('dist/x.js') }, { ...given, options });
    expect(faults).toMatchObject([
      { message: expect.stringMatching(/^web:other makes app\/dist\/x.js/) as string },
    ]);
  });

  it('are not made by a Go target that is called build', () => {
    const targets = { build: { executor: 'goshawk:go-build' } };
    const files = {
      'app/project.json': JSON.stringify({ name: 'app', targets }),
      'app/main.go': embedding('dist/*'),
    };
    const { app, faults } = look(files, { projectJsons: ['app'] });
    expect(app?.targets?.build?.dependsOn).toBeUndefined();
    expect(faults).toMatchObject([{ file: 'app/main.go', line: 5 }]);
  });

  it('are found by the array form of targetDefaults, and by their patterns', () => {
    const files = {
      'nx.json': JSON.stringify({
        targetDefaults: {
          'bundle-*': [
            { outputs: ['{projectRoot}/elsewhere'] },
            { filter: { projects: ['web'] }, outputs: ['{workspaceRoot}/app/static'] },
          ],
        },
      }),
      'web/project.json': JSON.stringify({ name: 'web', targets: { 'bundle-all': { command: 'make' } } }),
      'app/main.go': embedding('static'),
    };
    const { app, faults } = look(files, given);
    expect(faults).toEqual([]);
    expect(app?.targets?.['go-build']?.dependsOn).toEqual([{ projects: ['web'], target: 'bundle-all' }]);
  });

  it.each([
    ['project.json', {}, { outputs: 'x', options: 'x', configurations: { one: null } }],
    ['nx.json', { targetDefaults: { build: { outputs: 'x' }, other: 'x' } }, {}],
    ['nx.json, all of them', { targetDefaults: 'x' }, {}],
  ])('may be described badly in %s', (_file, nxJson, build) => {
    const files = {
      'nx.json': JSON.stringify(nxJson),
      'web/project.json': JSON.stringify({ name: 'web', tags: 'x', targets: { build, other: 'x' } }),
      'app/main.go': embedding('static'),
    };
    const { faults } = look(files, given);
    expect(faults).toMatchObject([{ file: 'app/main.go', line: 5 }]);
  });

  it('that no task makes are faults with file, line and advice', () => {
    const { faults } = look({ 'app/main.go': embedding('dist/x.js') });
    expect(faults).toEqual([
      {
        file: 'app/main.go',
        line: 5,
        message: expect.stringContaining('nothing is there for the embed pattern dist/x.js') as string,
        next: expect.stringContaining('"generated"') as string,
      },
    ]);
  });

  it('can be packages', () => {
    const files = { ...web, 'app/main.go': MAIN.replace('func', 'import _ "app/static/gen"\n\nfunc') };
    const { app, faults } = look(files, given);
    expect(faults).toEqual([]);
    expect(app?.targets?.['go-build']?.dependsOn).toEqual([{ projects: ['web'], target: 'build' }]);
  });
});

describe('edges', () => {
  it('lead from files to packages of other projects, with the kind of the import', () => {
    const { edges } = look({
      'go.work': 'go 1.24\n\nuse (\n\t./app\n\t./lib\n)\n',
      'lib/go.mod': 'module lib.org/lib\n\ngo 1.24\n',
      'lib/a/a.go': 'package a\n\nimport _ "lib.org/lib/b"\n',
      'lib/b/b.go': 'package b\n',
      'app/main.go': MAIN.replace('func', 'import _ "lib.org/lib/a"\n\nfunc'),
      'app/main_windows_test.go': 'package main\n\nimport _ "lib.org/lib/b"\n',
      'app/gen.go': '//go:build ignore\n\npackage main\n\nimport _ "lib.org/lib/b"\n',
    });
    expect(edges).toEqual([
      ['app/main.go', 'lib/a', 'build', false],
      ['app/main_windows_test.go', 'lib/b', 'test', false],
    ]);
  });
});

describe('edges of files', () => {
  const project = (name: string) => JSON.stringify({ name });

  it('lead to other projects whose files are embedded, from the file that embeds them', () => {
    const files = {
      'app/main.go': embedding('ui/public'),
      'app/main_test.go': 'package main\n\nimport _ "embed"\n\n//go:embed other\nvar other embed.FS\n',
      'app/ui/project.json': project('ui'),
      'app/ui/public/index.html': '',
      'app/other/inner/project.json': project('inner'),
      'app/other/inner/data.txt': '',
    };
    const { edges } = look(files, { projectJsons: ['app/ui', 'app/other/inner'] });
    expect(edges).toEqual([
      ['app/main.go', 'app/ui/public', 'build', false],
      ['app/main_test.go', 'app/other/inner', 'test', false],
    ]);
  });

  it('lead to other projects whose headers C code may include', () => {
    const files = {
      'app/c.go':
        'package main\n\n// #cgo CFLAGS: -I${SRCDIR}/../clib/include\n// #include "a.h"\nimport "C"\n\nfunc main() {}\n',
      'clib/project.json': project('clib'),
      'clib/include/a.h': '',
    };
    const { edges } = look(files, { projectJsons: ['clib'] });
    expect(edges).toEqual([['app/c.go', 'clib/include', 'build', false]]);
  });

  it('lead to projects whose tasks make what is embedded', () => {
    const targets = { build: { outputs: ['{workspaceRoot}/app/static'] } };
    const files = {
      'app/main.go': embedding('static/*'),
      'web/project.json': JSON.stringify({ name: 'web', targets }),
    };
    const { edges } = look(files, { projectJsons: ['web'] });
    expect(edges).toEqual([['app/main.go', 'web', 'build', false]]);
  });
});

describe('faults', () => {
  it('keep the rest of the graph', () => {
    const { faults, app } = look({
      'bad/go.mod': 'modul bad\n',
      'app/main.go': MAIN,
      'app/broken.go': 'package main\n\nimport "unclosed\n',
    });
    expect(faults.map(({ file, line }) => `${file}:${line}`)).toEqual(['bad/go.mod:1', 'app/broken.go:3']);
    expect(Object.keys(app?.targets ?? {})).toContain('go-build');
  });
});

describe('named inputs', () => {
  it('stand for a whole project where a target reads all of it', () => {
    const files = {
      'app/main.go': MAIN,
      'app/in/in.go': 'package in\n',
      'app/in/in_test.go': 'package in\n',
    };
    const { app } = look(files);
    expect(app?.targets?.['go-vet']?.inputs).toEqual(
      expect.arrayContaining([
        { input: 'go-packages', projects: ['app'] },
        { input: 'go-tests', projects: ['app'] },
      ]),
    );
    expect(app?.targets?.['go-build']?.inputs).not.toContainEqual({ input: 'go-tests', projects: ['app'] });
  });
});
