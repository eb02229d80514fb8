import { makeDirectory } from '../../support/testing/make-directory';
import { allContexts } from './build-contexts';
import { differences } from './compare-graphs';
import { observe, type Observation } from './go-list-oracle';

/** `from -> to (kind)`, sorted. */
function edgesOf({ edges }: Observation): string[] {
  return edges.map(({ from, to, kind }) => `${from} -> ${to} (${kind})`).sort();
}

const WORK = {
  'go.work': 'go 1.24\n\nuse (\n\t./app\n\t./lib\n)\n',
  'app/go.mod': 'module example.com/app\n\ngo 1.24\n',
  'app/main.go': 'package main\n\nimport "example.com/lib"\n\nfunc main() { lib.Call() }\n',
  'app/main_test.go': 'package main\n\nimport _ "example.com/lib/check"\n',
  'lib/go.mod': 'module example.com/lib\n\ngo 1.24\n',
  'lib/lib.go': 'package lib\n\nimport "example.com/lib/base"\n\nfunc Call() { base.Call() }\n',
  'lib/lib_test.go': 'package lib_test\n\nimport (\n\t_ "example.com/lib"\n\t_ "example.com/lib/check"\n)\n',
  'lib/base/base.go': 'package base\n\nfunc Call() {}\n',
  'lib/base/base_test.go': 'package base\n\nimport _ "example.com/app/never-read-by-others"\n',
  'lib/check/check.go': 'package check\n\nimport _ "example.com/lib/base"\n',
};

describe('observe', () => {
  it('tells build edges from test edges, and leaves out the tests of dependencies', async () => {
    const found = await observe(makeDirectory(WORK));

    expect(edgesOf(found)).toEqual([
      'app -> lib (build)',
      'app -> lib/check (test)',
      'lib -> lib/base (build)',
      'lib -> lib/check (test)',
      'lib/check -> lib/base (build)',
    ]);
    expect(Object.fromEntries(found.closures)).toEqual({
      app: { build: ['app', 'lib', 'lib/base'], test: ['lib/check'] },
      lib: { build: ['lib', 'lib/base'], test: ['lib/check'] },
      'lib/base': { build: ['lib/base'], test: [] },
      'lib/check': { build: ['lib/base', 'lib/check'], test: [] },
    });
    expect(found.failures).toEqual([]);
  });

  it('asks a module outside go.work alone, and unites platforms, cgo and tags', async () => {
    const found = await observe(
      makeDirectory({
        'go.work': 'go 1.24\n\nuse ./other\n',
        'other/go.mod': 'module example.com/other\n\ngo 1.24\n',
        'other/other.go': 'package other\n',
        'alone/go.mod':
          'module example.com/alone\n\ngo 1.24\n\nrequire example.com/old v1.0.0\n\nreplace example.com/old => ../lib\n',
        'alone/x_windows.go': 'package alone\n\nimport _ "example.com/old/onwindows"\n',
        'alone/tagged.go': '//go:build integration\n\npackage alone\n\nimport _ "example.com/old/tagged"\n',
        'alone/ignored.go': '//go:build ignore\n\npackage alone\n\nimport _ "example.com/old/ignored"\n',
        'alone/c.go': 'package alone\n\nimport "C"\nimport _ "example.com/old/withc"\n',
        'lib/go.mod': 'module example.com/lib\n\ngo 1.24\n',
        'lib/onwindows/a.go': 'package onwindows\n',
        'lib/tagged/a.go': 'package tagged\n',
        'lib/ignored/a.go': 'package ignored\n',
        'lib/withc/a.go': 'package withc\n',
      }),
    );

    expect(edgesOf(found)).toEqual([
      'alone -> lib/onwindows (build)',
      'alone -> lib/tagged (build)',
      'alone -> lib/withc (build)',
    ]);
    expect(found.closures.get('alone')?.build).toEqual(['alone', 'lib/onwindows', 'lib/tagged', 'lib/withc']);
    expect([...found.closures.keys()]).toContain('lib/ignored');
  });

  it('unites closures, and not edges: what excludes itself along a path is in no closure', async () => {
    const found = await observe(
      makeDirectory({
        'go.mod': 'module example.com/m\n\ngo 1.24\n',
        'a/a.go': 'package a\n',
        'a/with.go': '//go:build x\n\npackage a\n\nimport _ "example.com/m/b"\n',
        'b/b.go': 'package b\n',
        'b/without.go': '//go:build !x\n\npackage b\n\nimport _ "example.com/m/c"\n',
        'c/c.go': 'package c\n\nimport _ "golang.org/x/never/had"\n',
      }),
    );

    expect(edgesOf(found)).toEqual(['a -> b (build)', 'b -> c (build)']);
    expect(found.closures.get('a')).toEqual({ build: ['a', 'b'], test: [] });
    expect(found.closures.get('b')).toEqual({ build: ['b', 'c'], test: [] });
  });

  it('needs few contexts where packages have nothing to do with one another, and sees what all of them show', async () => {
    const words = ['linux', 'windows', 'purego', '!cgo', 'x && y', 'x && !y', 'arm64'];
    const files = words.map((word, place): [string, string] => [
      `p${place}/p.go`,
      `//go:build ${word}\n\npackage p\n\nimport _ "example.com/m/base"\n`,
    ]);
    const root = makeDirectory({
      'go.mod': 'module example.com/m\n\ngo 1.24\n',
      'base/base.go': 'package base\n',
      ...Object.fromEntries(files),
    });

    const few = await observe(root);
    const platforms = [
      { goos: 'linux', goarch: 'amd64' },
      { goos: 'windows', goarch: 'arm64' },
    ];
    const all = await observe(root, {
      chooseContexts: (sets, choice) => allContexts(sets, { ...choice, platforms }),
    });

    expect(few.edges).toHaveLength(words.length);
    expect(differences(few, all)).toEqual([]);
    expect(few.commands).toBeLessThan(6);
    expect(all.commands).toBe(2 * 2 * 2 ** 3);
  });

  it('says in the words of the go command what could not be listed', async () => {
    const found = await observe(
      makeDirectory({
        'good/go.mod': 'module example.com/good\n\ngo 1.24\n',
        'good/a.go': 'package good\n',
        'bad/go.mod': 'modul example.com/bad\n',
        'bad/a.go': 'package bad\n',
      }),
    );

    expect([...found.closures.keys()]).toEqual(['good']);
    expect(found.failures).toEqual([
      { modules: ['bad'], message: expect.stringContaining('go.mod:1: unknown directive: modul') as string },
    ]);
  });
});
