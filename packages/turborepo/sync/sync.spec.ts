import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { readTurboWorkspace } from '../modules/turbo-workspace';
import { applySync } from './apply-sync';
import { planSync } from './plan-sync';

/** What the tests look at. */
interface Manifest {
  readonly tasks?: Readonly<Record<string, { readonly inputs?: readonly string[] }>>;
}

const files = {
  'go.work': 'go 1.21\n\nuse (\n\t./apps/app\n\t./libs/greet\n)\n',
  'package.json': '{ "name": "root", "private": true, "workspaces": ["apps/*", "libs/*"] }',
  'turbo.json': '{\n  // what a person says\n  "tasks": { "lint": {} }\n}\n',
  'apps/app/go.mod': 'module example.test/app\n\ngo 1.21\n',
  'apps/app/main.go': 'package main\n\nimport _ "example.test/greet"\n\nfunc main() {}\n',
  'libs/greet/go.mod': 'module example.test/greet\n\ngo 1.21\n',
  'libs/greet/greet.go': 'package greet\n',
  'libs/greet/greet_test.go': 'package greet\n',
};

function setUp(more: Record<string, string> = {}) {
  const root = makeDirectory({ ...files, ...more });
  const place = { cwd: root, env: { ...process.env, GOWORK: undefined }, cacheRoot: makeDirectory() };
  const sync = () => {
    const plan = planSync(readTurboWorkspace(place));
    applySync(plan);
    return plan;
  };
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const parse = (file: string) => JSON.parse(read(file).replace(/^\/\/.*\n/, '')) as Manifest;
  return { root, sync, read, parse };
}

describe('goshawk turbo sync', () => {
  it('describes each module, what it imports and what its tasks read, once', () => {
    const { sync, read, parse } = setUp();
    expect(sync().changes.map(({ file, action }) => `${action} ${file}`)).toEqual([
      'update turbo.json',
      'create apps/app/package.json',
      'create apps/app/turbo.json',
      'create libs/greet/package.json',
      'create libs/greet/turbo.json',
    ]);
    expect(read('turbo.json')).toContain('// what a person says');
    expect(parse('apps/app/package.json')).toMatchObject({ name: 'app', dependencies: { greet: '*' } });
    expect(parse('apps/app/turbo.json')).toMatchObject({
      extends: ['//'],
      tasks: {
        'go-package:.': {
          inputs: ['!*_test.go', '*.go', 'go.mod', 'go.sum'],
          dependsOn: ['greet#go-package:.'],
        },
        build: { dependsOn: ['go-package:.'], outputs: ['dist/**'] },
      },
    });
    const greet = parse('libs/greet/turbo.json');
    expect(greet.tasks?.['go-package:.']?.inputs).toContain('!*_test.go');
    expect(greet.tasks?.['go-tests:.']?.inputs).toContain('*_test.go');
    expect(sync().changes).toEqual([]);
  });

  it('keeps what a person wrote, and takes nodes of packages away that are gone', () => {
    const { root, sync, read } = setUp({ 'libs/greet/old/old.go': 'package old\n' });
    sync();
    const changed = read('libs/greet/turbo.json')
      .replace('"env": [', '// mine\n"env": ["MODE", ')
      .replace('"tasks": {', '"tasks": {\n"docs": {},');
    writeFiles(root, { 'libs/greet/turbo.json': changed });
    expect(sync().changes).toEqual([]);
    writeFiles(root, { 'libs/greet/old/old.go': '//go:build ignore\n' });
    expect(sync().changes.map(({ file }) => file)).toEqual(['libs/greet/turbo.json']);
    const now = read('libs/greet/turbo.json');
    for (const kept of ['// mine', '"MODE"', '"docs"']) expect(now).toContain(kept);
    expect(now).not.toContain('go-package:old');
  });

  it('writes nothing into a package.json of a person, and says what to add', () => {
    const own = '{ "name": "mine" }';
    const { sync, read } = setUp({ 'libs/greet/package.json': own });
    const { notes } = sync();
    expect(read('libs/greet/package.json')).toBe(own);
    expect(notes.join('\n')).toMatch(/libs\/greet\/package\.json is yours.*"test"/);
    expect(read('apps/app/turbo.json')).toContain('mine#go-package:.');
  });

  it('lets modules import one another in a circle, without dependencies among them', () => {
    const { sync, parse, read } = setUp({
      'apps/app/api/api.go': 'package api\n',
      'libs/greet/sub/sub.go': 'package sub\n\nimport _ "example.test/app/api"\n',
    });
    sync();
    expect(parse('apps/app/package.json')).not.toHaveProperty('dependencies');
    expect(read('libs/greet/turbo.json')).toContain('app#go-package:api');
  });

  it('writes no package.json where Turborepo knows Go modules by itself', () => {
    const { root, sync, parse } = setUp({
      'turbo.json': '{ "futureFlags": { "experimentalGoWorkspaces": true }, "tasks": {} }',
    });
    sync();
    expect(existsSync(join(root, 'libs/greet/package.json'))).toBe(false);
    expect(Object.keys(parse('libs/greet/turbo.json').tasks ?? {})).toEqual(['build', 'test', 'lint']);
    expect(sync().changes).toEqual([]);
  });
});
