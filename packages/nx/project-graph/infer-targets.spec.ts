import { makeDirectory, type Files } from '../../support/testing/make-directory';
import { computeGraph, projectsOf, type GraphGiven } from '../testing/compute-graph';

const MAIN = 'package main\n\nfunc main() {}\n';
const MODULE = { 'm/go.mod': 'module m\n\ngo 1.24\n' };

function targetsOf(files: Files, options: object = {}, given: GraphGiven = {}) {
  const graph = computeGraph(makeDirectory({ ...MODULE, ...files }), { ...given, options });
  return projectsOf(graph).m?.targets ?? {};
}

describe('inferred targets', () => {
  it.each<[string, Files, string[]]>([
    ['no package', {}, ['go-tidy']],
    ['a library', { 'm/m.go': 'package m\n' }, ['go-vet', 'go-fmt', 'go-tidy']],
    [
      'a library with tests',
      { 'm/m.go': 'package m\n', 'm/m_test.go': 'package m_test\n' },
      ['go-test', 'go-vet', 'go-fmt', 'go-tidy'],
    ],
    [
      'tests for another platform',
      { 'm/x_windows_test.go': 'package m\n' },
      ['go-test', 'go-vet', 'go-fmt', 'go-tidy'],
    ],
    ['a program', { 'm/main.go': MAIN }, ['go-build', 'go-vet', 'go-fmt', 'go-tidy', 'go-run']],
    [
      'two programs',
      { 'm/a/main.go': MAIN, 'm/b/main.go': MAIN },
      ['go-build', 'go-vet', 'go-fmt', 'go-tidy'],
    ],
    ['nothing but files to ignore', { 'm/gen.go': `//go:build ignore\n\n${MAIN}` }, ['go-tidy']],
  ])('of %s', (_, files, expected) => {
    expect(Object.keys(targetsOf(files))).toEqual(expected);
  });

  it('are called, left out and extended as the options say', () => {
    const options = {
      targets: {
        'go-build': {
          name: 'build',
          options: { trimpath: true },
          configurations: { small: { ldflags: '-s' } },
        },
        'go-vet': false,
        'go-fmt': 'format',
        'go-run': 'serve',
      },
      platforms: ['windows/arm64'],
    };
    const targets = targetsOf({ 'm/main.go': MAIN }, options);
    expect(Object.keys(targets)).toEqual(['build', 'format', 'go-tidy', 'serve']);
    expect(targets.serve).toMatchObject({ executor: 'goshawk:go-run', cache: false });
    expect(targets.build).toMatchObject({
      executor: 'goshawk:go-build',
      cache: true,
      options: { trimpath: true },
      configurations: {
        small: { ldflags: '-s' },
        'windows-arm64': { goos: 'windows', goarch: 'arm64' },
        debug: {},
      },
    });
  });

  it('give way to the ones of project.json, by executor and by name', () => {
    const written = {
      compile: { executor: 'goshawk:go-build', options: { tags: 'x' } },
      'go-vet': { command: 'true' },
    };
    const files = { 'm/main.go': MAIN, 'm/project.json': JSON.stringify({ targets: written }) };
    const targets = targetsOf(files, {}, { projectJsons: ['m'] });
    expect(Object.keys(targets)).toEqual(['compile', 'go-fmt', 'go-tidy', 'go-run']);
    // Nx lays project.json over it.
    expect(targets.compile).toMatchObject({ executor: 'goshawk:go-build', cache: true });
    expect(targets.compile?.options).not.toHaveProperty('tags');
  });

  it('have go-lint where a configuration is found, or the options ask for it', () => {
    const files = { 'm/m.go': 'package m\n' };
    expect(targetsOf(files)).not.toHaveProperty('go-lint');
    expect(targetsOf(files, { targets: { 'go-lint': 'lint' } })).toHaveProperty('lint');
    const configured = { ...files, '.golangci.toml': '', 'm/.golangci.yml': '' };
    expect(targetsOf(configured)['go-lint']).toMatchObject({ cache: true, outputs: [] });
    expect(targetsOf(configured)['go-lint']?.inputs).toContain('{workspaceRoot}/m/.golangci.yml');
    expect(targetsOf(configured, { targets: { 'go-lint': false } })).not.toHaveProperty('go-lint');
  });

  it('have go-vuln, which is never cached, where the options ask for it', () => {
    const files = { 'm/m.go': 'package m\n' };
    expect(targetsOf(files)).not.toHaveProperty('go-vuln');
    expect(targetsOf(files, { targets: { 'go-vuln': false } })).not.toHaveProperty('go-vuln');
    expect(targetsOf({}, { targets: { 'go-vuln': 'audit' } })).not.toHaveProperty('audit');
    const { audit } = targetsOf(files, { targets: { 'go-vuln': 'audit' } });
    expect(audit).toMatchObject({
      executor: 'goshawk:go-vuln',
      cache: false,
      outputs: ['{options.sarifFile}'],
    });
    expect(audit?.inputs).toContainEqual({ input: 'go-packages', projects: ['m'] });
  });

  it('leave packages of projects beneath to these', () => {
    const files = {
      'm/lib.go': 'package lib\n',
      'm/lib_test.go': 'package lib\n',
      'm/own/main.go': MAIN,
      'm/in/main.go': MAIN,
      'm/in/project.json': '{ "name": "in" }',
    };
    const targets = targetsOf(files, {}, { projectJsons: ['m/in'] });
    const packages = ['./...', '!./in/...'];
    expect(targets['go-build']?.options).toMatchObject({ packages });
    expect(targets['go-test']?.options).toMatchObject({ packages });
    expect(targets['go-vet']?.options).toMatchObject({ packages });
    expect(targets['go-run']?.options).toEqual({ package: './own' });
  });
});
