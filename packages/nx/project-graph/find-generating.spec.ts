import { makeDirectory, type Files } from '../../support/testing/make-directory';
import { computeGraph, projectsOf, type GraphGiven } from '../testing/compute-graph';

const MODULE = { 'm/go.mod': 'module example.com/m\n\ngo 1.24\n' };
const generating = (...lines: string[]) =>
  `package m\n\n${lines.map((line) => `//go:generate ${line}\n`).join('')}`;

function graphOf(files: Files, given: GraphGiven = {}) {
  const graph = computeGraph(makeDirectory({ ...MODULE, ...files }), given);
  return { faults: graph.faults, edges: graph.edges, projects: projectsOf(graph) };
}

const targetsOf = (files: Files, given: GraphGiven = {}) => graphOf(files, given).projects.m?.targets ?? {};

describe('go-generate', () => {
  it('is inferred where a package has a directive that some build has', () => {
    expect(targetsOf({ 'm/m.go': 'package m\n' })).not.toHaveProperty('go-generate');
    const never = `//go:build ignore\n\n${generating('x')}`;
    expect(targetsOf({ 'm/m.go': 'package m\n', 'm/gen.go': never })).not.toHaveProperty('go-generate');
    expect(targetsOf({ 'm/m_test.go': generating('x') })).toHaveProperty('go-generate');
    expect(
      targetsOf({ 'm/m.go': generating('x') }, { options: { targets: { 'go-generate': false } } }),
    ).not.toHaveProperty('go-generate');
  });

  it('is cached with the outputs that its directives tell of, and only then', () => {
    const known = 'stringer -type=Pill';
    expect(targetsOf({ 'm/sub/m.go': generating(known) })['go-generate']).toMatchObject({
      cache: true,
      outputs: ['{projectRoot}/sub/pill_string.go', '{projectRoot}/sub/pill_string_test.go'],
    });
    const files = { 'm/m.go': generating('moq -out moq.go . S', 'go run gen.go') };
    expect(targetsOf(files)['go-generate']).toMatchObject({
      cache: false,
      outputs: ['{projectRoot}/moq.go'],
    });
    const outputs = ['{projectRoot}/gen'];
    const options = { targets: { 'go-generate': { outputs } } };
    expect(targetsOf(files, { options })['go-generate']).toMatchObject({ cache: true, outputs });
    const outside = { 'm/m.go': generating('x -o ../web/types.ts') };
    expect(targetsOf(outside)['go-generate']).toMatchObject({
      cache: true,
      outputs: ['{workspaceRoot}/web/types.ts'],
    });
  });

  it('reads its project, what directives name outside of it, and the packages that they run', () => {
    const files = {
      'm/m.go': generating('protoc -I../proto ../proto/a.proto', 'go run ../tools/gen -o ../out/x.go'),
      'proto/a.proto': '',
      'tools/go.mod': 'module example.com/tools\n\ngo 1.24\n',
      'tools/gen/main.go': 'package main\n\nimport _ "example.com/tools/text"\n\nfunc main() {}\n',
      'tools/text/text.go': 'package text\n',
    };
    const inputs = targetsOf(files)['go-generate']?.inputs ?? [];
    expect(inputs).toEqual(
      expect.arrayContaining([
        '{projectRoot}/**/*',
        '{workspaceRoot}/proto/**/*',
        '{workspaceRoot}/proto/a.proto',
        { input: 'go-packages', projects: ['example.com/tools'] },
      ]),
    );
    expect(inputs).not.toContain('{workspaceRoot}/out/x.go');
  });
});

describe('what go-generate makes and git ignores', () => {
  const isIgnored = (path: string) => /_string(_test)?\.go$|^m\/mocks(\/|$)/.test(path);

  it('is waited for by what reads it, and not by go-generate itself', () => {
    const files = {
      'm/m.go': `${generating('stringer -type=Pill')}\ntype Pill int\n`,
      'm/cmd/main.go': 'package main\n\nimport _ "example.com/m"\n\nfunc main() {}\n',
    };
    const targets = targetsOf(files, { isIgnored });
    for (const name of ['go-build', 'go-vet', 'go-fmt', 'go-tidy', 'go-run'])
      expect([name, targets[name]?.dependsOn]).toEqual([name, ['go-generate']]);
    expect(targets['go-generate']).not.toHaveProperty('dependsOn');
    expect(targets['go-build']?.inputs).toContainEqual({ dependentTasksOutputFiles: '**/*' });
    expect(targetsOf(files)['go-build']).not.toHaveProperty('dependsOn');
  });

  it('is waited for by other projects, under the name that the target has', () => {
    const files = {
      'm/m.go': generating('mockgen -source=m.go -destination=mocks/m.go'),
      'app/go.mod':
        'module example.com/app\n\ngo 1.24\n\nrequire example.com/m v0.0.0\n\nreplace example.com/m => ../m\n',
      'app/main.go': 'package main\n\nimport _ "example.com/m/mocks"\n\nfunc main() {}\n',
    };
    const options = { targets: { 'go-generate': 'generate' } };
    const { projects, faults, edges } = graphOf(files, { isIgnored, options });
    expect(faults).toEqual([]);
    expect(projects.app?.targets?.['go-build']?.dependsOn).toEqual([
      { projects: ['example.com/m'], target: 'generate' },
    ]);
    expect(edges).toContainEqual(['app/main.go', 'm/mocks', 'build', false]);
  });

  it('is made by a target that somebody wrote, with the outputs that it declares', () => {
    const generate = { executor: 'goshawk:go-generate', outputs: ['{projectRoot}/mocks'] };
    const files = {
      'm/m.go': `${generating('go run gen.go')}\nimport _ "example.com/m/mocks"\n`,
      'm/project.json': JSON.stringify({ name: 'm', targets: { generate } }),
    };
    const targets = targetsOf(files, { isIgnored, projectJsons: ['m'] });
    expect(targets['go-vet']?.dependsOn).toEqual(['generate']);
    expect(targets.generate).toMatchObject({ cache: true });
    expect(targets.generate).not.toHaveProperty('dependsOn');
  });
});
