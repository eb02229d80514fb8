import { makeDirectory } from '../../support/testing/make-directory';
import { computeGraph, nxGraphOf, type GraphGiven } from '../testing/compute-graph';
import { filesHashedByNx } from '../testing/nx-internals';

const imports = (name: string, ...paths: string[]) =>
  `package ${name}\n\n${paths.map((path) => `import _ "${path}"\n`).join('')}`;

const FILES = {
  'nx.json': '{}',
  'go.work': 'go 1.24\n\nuse (\n\t./app\n\t./lib\n)\n',
  'app/go.mod': 'module example.com/app\n\ngo 1.24\n',
  'app/main.go': `${imports('main', 'embed', 'example.com/lib/a')}\n//go:embed static\nvar files embed.FS\n`,
  'app/main_test.go': imports('main', 'example.com/lib/check'),
  'app/README.md': 'no part of a build\n',
  'app/testdata/golden.txt': 'golden\n',
  'app/cmd/tool/main.go': imports('main', 'example.com/lib/b'),
  'app/static/[id].html': 'special\n',
  'app/static/i.html': 'what the pattern for the one above would take if it were not taken literally\n',
  'app/static/a b.txt': 'with a space\n',
  'app/static/_left.txt': 'hidden\n',
  'app/static/web/package.json': '{ "name": "web" }',
  'app/static/web/index.html': 'of another project\n',
  'lib/go.mod': 'module example.com/lib\n\ngo 1.24\n',
  'lib/a/a.go': imports('a'),
  'lib/a/a_windows.go': imports('a', 'example.com/lib/onwindows'),
  'lib/a/a_test.go': imports('a', 'example.com/lib/unused'),
  'lib/a/gen.go': `//go:build ignore\n\n${imports('main', 'example.com/lib/unused')}`,
  'lib/a/asm_amd64.s': '',
  'lib/a/notes.txt': 'nobody reads it\n',
  'lib/b/b.go': imports('b'),
  'lib/check/check.go': imports('check'),
  'lib/check/check_test.go': imports('check'),
  'lib/onwindows/on.go': imports('onwindows'),
  'lib/unused/unused.go': imports('unused'),
};

// Nx hashes nx.json for every task.
const LISTS = ['app/go.mod', 'go.work', 'lib/go.mod', 'nx.json'];
const STATIC = ['[id].html', 'a b.txt', 'i.html', 'web/index.html', 'web/package.json'].map(
  (name) => `app/static/${name}`,
);

async function hashed(
  target: string,
  given: GraphGiven & { files?: Record<string, string>; project?: string; others?: string[] } = {},
): Promise<string[]> {
  const root = makeDirectory(given.files ?? FILES);
  const graph = nxGraphOf(computeGraph(root, given), given.others);
  return filesHashedByNx(root, graph, { project: given.project ?? 'example.com/app', target });
}

describe('Nx hashes', () => {
  const web = { packageJsons: ['app/static/web'], others: ['app/static/web'] };
  const build = [
    ...['app/cmd/tool/main.go', 'app/main.go', ...STATIC],
    ...['lib/a/a.go', 'lib/a/a_windows.go', 'lib/a/asm_amd64.s', 'lib/b/b.go', 'lib/onwindows/on.go'],
    ...LISTS,
  ];

  it('for a build exactly what the packages of its closure read on any platform', async () => {
    expect(await hashed('go-build', web)).toEqual([...build].sort());
  });

  it('for tests their own files and testdata in addition, and no tests of others', async () => {
    const further = ['app/main_test.go', 'app/testdata/golden.txt', 'lib/check/check.go'];
    expect(await hashed('go-test', web)).toEqual([...build, ...further].sort());
  });

  it('for a program of its own nothing of the others', async () => {
    const options = { projectPerMain: true };
    const found = await hashed('go-build', { ...web, options, project: 'example.com/app/cmd/tool' });
    expect(found).toEqual(['app/cmd/tool/main.go', ...LISTS, 'lib/b/b.go'].sort());
  });

  it.each(['[ab]', '(x)', '+(x)', 'sp ace/ü (x)', '{a}', 'star*', '!x'])(
    'the files of a module in the directory %s',
    async (directory) => {
      const files = {
        [`${directory}/go.mod`]: 'module example.com/app\n\ngo 1.24\n',
        [`${directory}/app.go`]: imports('app', 'example.com/app/inner'),
        [`${directory}/app_test.go`]: imports('app'),
        [`${directory}/inner/inner.go`]: imports('inner'),
      };
      const found = await hashed('go-test', { files: { 'nx.json': '{}', ...files } });
      expect(found).toEqual([...Object.keys(files), 'nx.json'].sort());
    },
  );

  it('for go-fmt every Go file of its packages, whatever build has it, and nothing of other projects', async () => {
    const sources = ['app/cmd/tool/main.go', 'app/main.go', 'app/main_test.go'];
    expect(await hashed('go-fmt', web)).toEqual([...sources, ...LISTS].sort());
    const lib = await hashed('go-fmt', { project: 'example.com/lib' });
    expect(lib).toEqual(expect.arrayContaining(['lib/a/gen.go', 'lib/a/a_windows.go', 'lib/a/a_test.go']));
    expect(lib).not.toContain('lib/a/notes.txt');
  });

  it('for go-tidy every Go file of the module and of the directories that replace others, and their go.mod', async () => {
    const files = {
      'nx.json': '{}',
      'app/go.mod':
        'module example.com/app\n\ngo 1.24\n\nreplace (\n\tx.test/a => ../lib\n\tx.test/b => ./testdata/b\n)\n',
      'app/app_plan9.go': 'package app\n',
      'app/README.md': '',
      'app/own/package.json': '{}',
      'app/own/own.go': 'package own\n',
      'app/testdata/b/go.mod': 'module x.test/b\n',
      'app/testdata/b/deep/deep.go': 'package deep\n',
      'app/testdata/c/c.go': 'package c\n',
      'lib/go.mod': 'module example.com/lib\n\ngo 1.24\n',
      'lib/go.sum': '',
      'lib/deep/deep_test.go': 'package deep\n',
      'other/go.mod': 'module example.com/other\n\ngo 1.24\n',
      'other/other.go': 'package other\n',
    };
    const found = await hashed('go-tidy', { files, packageJsons: ['app/own'], others: ['app/own'] });
    const left = [
      'app/README.md',
      'app/testdata/c/c.go',
      'other/go.mod',
      'other/other.go',
      'app/own/package.json',
    ];
    expect(found).toEqual(
      Object.keys(files)
        .filter((file) => !left.includes(file))
        .sort(),
    );
  });

  it('what the patterns of a project.json leave', async () => {
    const targets = {
      both: { executor: 'goshawk:go-build', options: { packages: ['./...', '!./cmd/...'] } },
      tool: { executor: 'goshawk:go-build', options: { packages: './cmd/tool' } },
    };
    const files = { ...FILES, 'app/project.json': JSON.stringify({ name: 'app', targets }) };
    const given = { ...web, files, projectJsons: ['app'], project: 'app' };
    const ask = (target: string) => hashed(target, given);
    const tool = ['app/cmd/tool/main.go', 'lib/b/b.go'];
    expect(await ask('tool')).toEqual([...tool, ...LISTS].sort());
    expect(await ask('both')).toEqual(build.filter((file) => !tool.includes(file)).sort());
  });
});

const embedding = (name: string, ...patterns: string[]) =>
  `package ${name}\n\nimport "embed"\n\n${patterns
    .map((pattern, index) => `//go:embed ${pattern}\nvar files${index} embed.FS\n`)
    .join('')}`;

describe('Nx hashes what one part of a package leaves out and another takes:', () => {
  const goMod = { 'nx.json': '{}', 'app/go.mod': 'module example.com/app\n\ngo 1.24\n' };

  it('Go files of a package beneath an embedded directory', async () => {
    const files = {
      ...goMod,
      'app/main.go': embedding('main', 'templates')
        .replace('\nvar', '\nvar _ = svc.X\nvar')
        .replace('import "embed"', 'import (\n\t"embed"\n\t"example.com/app/templates/svc"\n)'),
      'app/templates/svc/svc.go': 'package svc\n\nvar X = 1\n',
      'app/templates/svc/svc_test.go': 'package svc\n',
      'app/templates/svc/gen.go': '//go:build ignore\n\npackage main\n',
      'app/templates/_left/page.html': '',
    };
    const found = await hashed('go-build', { files });
    const embedded = ['gen.go', 'svc.go', 'svc_test.go'].map((name) => `app/templates/svc/${name}`);
    expect(found).toEqual(['app/go.mod', 'app/main.go', ...embedded, 'nx.json']);
  });

  it('hidden files that another pattern names with all:', async () => {
    const files = {
      ...goMod,
      'app/main.go': embedding('main', 'web', 'all:web/dist'),
      'app/web/_left.txt': '',
      'app/web/dist/_assets/one.js': '',
      'app/web/dist/index.html': '',
    };
    const found = await hashed('go-build', { files });
    const embedded = ['_assets/one.js', 'index.html'].map((name) => `app/web/dist/${name}`);
    expect(found).toEqual(['app/go.mod', 'app/main.go', ...embedded, 'nx.json']);
  });

  it('modules in testdata that tests embed', async () => {
    const files = {
      ...goMod,
      'app/app.go': 'package app\n',
      'app/app_test.go': embedding('app', 'testdata'),
      'app/testdata/case/case.go': 'package c\n',
      'app/testdata/case/go.mod': 'module c\n',
      'app/testdata/golden.txt': '',
    };
    const found = await hashed('go-test', { files });
    const data = ['case/case.go', 'case/go.mod', 'golden.txt'].map((name) => `app/testdata/${name}`);
    expect(found).toEqual(['app/app.go', 'app/app_test.go', 'app/go.mod', ...data, 'nx.json'].sort());
  });

  it('files of vendored packages beneath a directory that another one embeds', async () => {
    const files = {
      'nx.json': '{}',
      'go.work': 'go 1.24\n\nuse ./app\n',
      'app/go.mod': 'module example.com/app\n\ngo 1.24\n\nrequire example.com/v v1.0.0\n',
      'app/main.go': imports('main', 'example.com/v', 'example.com/v/sub'),
      'vendor/modules.txt':
        '## workspace\n# example.com/v v1.0.0\n## explicit; go 1.24\nexample.com/v\nexample.com/v/sub\n',
      'vendor/example.com/v/v.go': embedding('v', 'all:sub'),
      'vendor/example.com/v/sub/sub.go': 'package sub\n',
      'vendor/example.com/v/sub/_x.go': 'package sub\n',
    };
    const found = await hashed('go-build', { files });
    const vendored = ['v.go', 'sub/sub.go', 'sub/_x.go'].map((name) => `vendor/example.com/v/${name}`);
    expect(found).toEqual(expect.arrayContaining(vendored));
  });

  it('the file that GOWORK names instead of a go.work, and its sums', async () => {
    const files = {
      ...FILES,
      'other.work': 'go 1.24\n\nuse (\n\t./app\n\t./lib\n)\n',
      'other.work.sum': '',
    };
    const found = await hashed('go-build', { files, env: { GOWORK: 'other.work' } });
    expect(found).toEqual(expect.arrayContaining(['other.work', 'other.work.sum']));
    expect(found).not.toContain('go.work');
  });

  it("files that one package's tests embed out of what another's tests leave out", async () => {
    const files = {
      ...goMod,
      'app/app.go': 'package app\n',
      'app/app_test.go': embedding('app', 'in'),
      'app/in/in.go': 'package in\n',
      'app/in/in_test.go': embedding('in', '_page.html'),
      'app/in/_page.html': '',
    };
    const found = await hashed('go-test', { files });
    expect(found).toContain('app/in/_page.html');
  });
});
