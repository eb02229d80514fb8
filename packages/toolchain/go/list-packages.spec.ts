import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { findGo } from './find-go';
import { PACKAGE_FIELDS, PACKAGE_LISTS } from './go-package';
import { listPackages } from './list-packages';

jest.setTimeout(60_000);

const go = findGo({ env: process.env, cwd: __dirname });
const env = goEnvironment({ CGO_ENABLED: '1' });

function makeModule(): string {
  return makeDirectory({
    'go.mod': 'module example.com/m\n\ngo 1.21\n',
    'app/main.go': 'package main\n\nimport "example.com/m/lib"\n\nfunc main() { lib.F() }\n',
    'lib/lib.go': 'package lib\n\nimport _ "embed"\n\n//go:embed data.txt\nvar data string\n\nfunc F() {}\n',
    'lib/data.txt': 'data',
    'lib/lib_test.go': 'package lib\n\nimport "testing"\n\nfunc TestF(t *testing.T) { F() }\n',
    'lib/tagged.go': '//go:build special\n\npackage lib\n',
    'c/c.go': 'package c\n\n// #cgo CFLAGS: -DX=1\n// #cgo LDFLAGS: -lm\n// #include "c.h"\nimport "C"\n',
    'c/c.h': '',
    'broken/broken.go': 'package broken\n\nimport _ "example.com/m/nowhere"\n',
  });
}

describe('listPackages', () => {
  it('describes packages with every list present', async () => {
    const cwd = makeModule();
    const packages = await listPackages({ go, cwd, env, args: ['./app', './lib', './c'] });
    const [app, c, lib] = packages.sort((a, b) => (a.ImportPath < b.ImportPath ? -1 : 1));
    expect(lib).toMatchObject({
      ImportPath: 'example.com/m/lib',
      Dir: join(cwd, 'lib'),
      Name: 'lib',
      GoFiles: ['lib.go'],
      TestGoFiles: ['lib_test.go'],
      IgnoredGoFiles: ['tagged.go'],
      EmbedFiles: ['data.txt'],
      Match: ['./lib'],
      Module: { Path: 'example.com/m', Main: true, Dir: cwd },
      ...{ Standard: false, DepOnly: false, Incomplete: false, ImportMap: {} },
    });
    expect(c).toMatchObject({
      CgoFiles: ['c.go'],
      HFiles: ['c.h'],
      CgoCFLAGS: ['-DX=1'],
      CgoLDFLAGS: ['-lm'],
    });
    for (const name of PACKAGE_LISTS) expect(Array.isArray(app?.[name])).toBe(true);
  });

  it('lists dependencies, the standard library and packages compiled for a test', async () => {
    const packages = await listPackages({ go, cwd: makeModule(), env, args: ['-deps', '-test', './lib'] });
    const byPath = new Map(packages.map((one) => [one.ImportPath, one]));
    expect(byPath.get('embed')).toMatchObject({ Standard: true, Goroot: true, DepOnly: true });
    expect(byPath.get('example.com/m/lib [example.com/m/lib.test]')).toMatchObject({
      ForTest: 'example.com/m/lib',
    });
    expect(byPath.has('example.com/m/lib.test')).toBe(true);
    expect(packages.length).toBe(
      askGoItself(['list', '-deps', '-test', './lib'], makeModule(), env).trim().split('\n').length,
    );
  });

  it('applies tags', async () => {
    const [lib] = await listPackages({ go, cwd: makeModule(), env, args: ['-tags', 'special', './lib'] });
    expect(lib?.GoFiles).toEqual(['lib.go', 'tagged.go']);
  });

  it('keeps broken packages among the others, with what is wrong', async () => {
    const packages = await listPackages({
      go,
      cwd: makeModule(),
      env,
      args: ['-deps', './broken', './nothing'],
    });
    const broken = packages.find((one) => one.ImportPath === 'example.com/m/broken');
    expect(broken?.DepsErrors[0]?.Err).toContain('nowhere');
    expect(broken?.Incomplete).toBe(true);
    const missing = packages.filter((one) => one.Error !== undefined).map((one) => one.ImportPath);
    expect(missing).toContain('example.com/m/nowhere');
    expect(missing.some((path) => path.endsWith('nothing'))).toBe(true);
  });

  it('works with Go 1.21, where every field exists', async () => {
    const old = goEnvironment({ GOTOOLCHAIN: 'go1.21.13', CGO_ENABLED: '1' });
    const packages = await listPackages({ go, cwd: makeModule(), env: old, args: ['./...'] });
    expect(packages.map((one) => one.Name).sort()).toEqual(['broken', 'c', 'lib', 'main']);
  });

  it('gives nothing for patterns that match nothing', async () => {
    const cwd = makeDirectory({ 'go.mod': 'module example.com/empty\n\ngo 1.21\n' });
    expect(await listPackages({ go, cwd, env, args: ['./...'] })).toEqual([]);
  });

  it.each([
    ['a broken go.mod', { 'go.mod': 'modul x\n' }, ['./...'], 'unknown directive'],
    ['an unknown flag', { 'go.mod': 'module x\n\ngo 1.21\n' }, ['-nosuch', './...'], 'nosuch'],
  ])('fails with the words of Go for %s', async (_what, files, args, words) => {
    const listing = listPackages({ go, cwd: makeDirectory(files), env, args });
    await expect(listing).rejects.toMatchObject({
      code: 'go-list-failed',
      message: expect.stringContaining(words) as string,
    });
  });

  it('fails when GOFLAGS make Go list modules instead', async () => {
    const cwd = makeModule();
    const listing = listPackages({ go, cwd, env: { ...env, GOFLAGS: '-m' }, args: ['all'] });
    await expect(listing).rejects.toMatchObject({ code: 'go-list-failed' });
  });

  it('asks for no field that Go does not have', () => {
    const help = askGoItself(['help', 'list'], makeDirectory(), env);
    const missing = PACKAGE_FIELDS.filter((name) => !new RegExp(`^\\s+${name}\\s`, 'm').test(help));
    expect(missing).toEqual([]);
  });
});
