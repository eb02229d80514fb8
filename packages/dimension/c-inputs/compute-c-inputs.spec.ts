import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../support';
import { computeCInputs, type CInputs } from './index';
import { findProgram } from './compiler/find-program';
import { CgoWorkspace, settle, type Tree } from './testing/cgo-workspace';
import { CountingProgram } from './testing/counting-program';

/** A Go file of package p whose preamble is given. */
function cgo(preamble: string): string {
  return `package p\n\n/*\n${preamble}\n*/\nimport "C"\n\nvar V = C.int(1)\n`;
}

const EXTERNAL = {
  'p/p.go': cgo('#cgo CFLAGS: -I${SRCDIR}/../include\n#include <ext.h>\n#include <stdio.h>'),
  'include/ext.h': '#define EXT 1\n',
};

jest.setTimeout(60_000); // A shared machine; each test runs the go command and the compiler several times.

/** The closure as a new process would compute it. */
async function compute(workspace: CgoWorkspace, env: Env = {}): Promise<CInputs> {
  await settle();
  const context = workspace.context(env);
  const inputs = await computeCInputs(await workspace.package(env), context);
  context.digests.save();
  return inputs;
}

interface Change {
  readonly tree: Tree;
  readonly change: Tree;
  readonly env?: Env;
}

/** Digests before a change, after it, and when it is taken back. */
async function around({ tree, change, env }: Change): Promise<string[]> {
  const workspace = new CgoWorkspace(tree);
  const whole = Object.fromEntries(
    Object.entries(env ?? {}).map(([name, value]) => [name, value?.replaceAll('{root}', workspace.root)]),
  );
  const before = await compute(workspace, whole);
  expect(before.notes).toEqual([]);
  workspace.write(change);
  const after = await compute(workspace, whole);
  for (const path of Object.keys(change)) if (!(path in tree)) rmSync(join(workspace.root, path));
  workspace.write(tree);
  const back = await compute(workspace, whole);
  return [before.digest, after.digest, back.digest];
}

const CHANGES: [what: string, change: Change][] = [
  [
    'a header outside the package directory',
    { tree: EXTERNAL, change: { 'include/ext.h': '#define EXT 2\n' } },
  ],
  [
    'a header in a subdirectory of the package',
    { tree: { 'p/p.go': cgo('#include "sub/x.h"'), 'p/sub/x.h': '//1\n' }, change: { 'p/sub/x.h': '//2\n' } },
  ],
  [
    'a header that only a header includes',
    {
      tree: { ...EXTERNAL, 'include/ext.h': '#include "deep/y.h"\n', 'include/deep/y.h': '\n' },
      change: { 'include/deep/y.h': '#define Y\n' },
    },
  ],
  [
    'a file that is not called a header',
    { tree: { 'p/p.go': cgo('#include "t.inc"'), 'p/t.inc': '//1\n' }, change: { 'p/t.inc': '//2\n' } },
  ],
  [
    'a header that a C file of the package includes',
    {
      tree: {
        'p/p.go': cgo('int f(void);'),
        'p/f.c': '#include "../q/f.h"\nint f(void) { return F; }\n',
        'q/f.h': '#define F 1\n',
      },
      change: { 'q/f.h': '#define F 2\n' },
    },
  ],
  [
    'a header that a C++ file includes through CXXFLAGS',
    {
      tree: {
        'p/p.go': cgo('#cgo CXXFLAGS: -I${SRCDIR}/../q'),
        'p/f.cpp': '#include <vector>\n#include <f.h>\nstd::vector<int> v(F);\n',
        'q/f.h': '#define F 1\n',
      },
      change: { 'q/f.h': '#define F 2\n' },
    },
  ],
  [
    'a header found through C_INCLUDE_PATH',
    {
      tree: { 'p/p.go': cgo('#include <x.h>'), 'i/x.h': '//1\n' },
      change: { 'i/x.h': '//2\n' },
      env: { C_INCLUDE_PATH: '{root}/i' },
    },
  ],
  [
    'a header found through CPATH',
    {
      tree: { 'p/p.go': cgo('#include <x.h>'), 'i/x.h': '//1\n' },
      change: { 'i/x.h': '//2\n' },
      env: { CPATH: '{root}/i' },
    },
  ],
  [
    'a header found through CGO_CFLAGS',
    {
      tree: { 'p/p.go': cgo('#include <x.h>'), 'i/x.h': '//1\n' },
      change: { 'i/x.h': '//2\n' },
      env: { CGO_CFLAGS: '-O2 -I{root}/i' },
    },
  ],
  [
    'a header that appears in an earlier search directory',
    {
      tree: {
        'p/p.go': cgo('#cgo CFLAGS: -I${SRCDIR}/../a -I${SRCDIR}/../b\n#include <x.h>'),
        'a/other.h': '',
        'b/x.h': '//1\n',
      },
      change: { 'a/x.h': '//2\n' },
    },
  ],
  [
    'a header that appears in an earlier search directory below a directory that is there',
    {
      tree: {
        'p/p.go': cgo('#cgo CFLAGS: -I${SRCDIR}/../a -I${SRCDIR}/../b\n#include <d/x.h>'),
        'a/d/other.h': '',
        'b/d/x.h': '//1\n',
      },
      change: { 'a/d/x.h': '//2\n' },
    },
  ],
  [
    'a header that appears in a search directory that did not exist',
    {
      tree: {
        'p/p.go': cgo('#cgo CFLAGS: -I${SRCDIR}/../new -I${SRCDIR}/../b\n#include <x.h>'),
        'b/x.h': '//1\n',
      },
      change: { 'new/x.h': '//2\n' },
    },
  ],
  [
    'a header that appears beside the header which includes it',
    {
      tree: {
        ...EXTERNAL,
        'include/ext.h': '#include "deep/y.h"\n',
        'include/deep/y.h': '#include "z.h"\n',
        'include/z.h': '//1\n',
      },
      change: { 'include/deep/z.h': '//2\n' },
    },
  ],
  [
    'a header that __has_include asks for',
    {
      tree: { 'p/p.go': cgo('#if __has_include("x.h")\n#define HAS 1\nint has;\n#endif'), 'p/other.h': '' },
      change: { 'p/x.h': '' },
    },
  ],
  [
    'a header that __has_include asks for in a directory of which nothing else is read',
    {
      tree: {
        'p/p.go': cgo('#include "y.h"'),
        'p/y.h': '#if __has_include(<opt/x.h>)\nint has;\n#endif\n',
        'p/opt/other.h': '',
      },
      change: { 'p/opt/x.h': '' },
    },
  ],
  [
    'a file that inline assembly takes in',
    {
      tree: {
        'p/p.go': cgo('int f;'),
        'p/f.c': 'asm(".data\\n.incbin \\"" "data.bin" "\\"\\n.text");\n',
        'p/data.bin': '1',
      },
      change: { 'p/data.bin': '2' },
    },
  ],
  [
    'files that assembly includes',
    {
      tree: {
        'p/p.go': cgo('int f;'),
        'p/a.S': '#include "../q/m.h"\n.data\n.incbin "../q/a.bin"\n',
        'p/b.s': '.include "../q/b.inc"\n',
        'q/m.h': '',
        'q/a.bin': '1',
        'q/b.inc': '.data\n.incbin "../q/deep.bin"\n',
        'q/deep.bin': '1',
      },
      change: { 'q/deep.bin': '2' },
    },
  ],
  [
    'what pkg-config answers',
    {
      tree: {
        'p/p.go': cgo('#cgo pkg-config: fake'),
        'pc/fake.pc': 'Name: fake\nDescription: d\nVersion: 1\nCflags: -DX=1\n',
      },
      change: { 'pc/fake.pc': 'Name: fake\nDescription: d\nVersion: 1\nCflags: -DX=2\n' },
      env: { PKG_CONFIG_PATH: '{root}/pc' },
    },
  ],
  [
    'what a required .pc file adds to pkg-config',
    {
      tree: {
        'p/p.go': cgo('#cgo pkg-config: fake'),
        'pc/fake.pc': 'Name: fake\nDescription: d\nVersion: 1\nRequires: base\n',
        'pc2/base.pc': 'Name: base\nDescription: d\nVersion: 1\nCflags: -O1\n',
      },
      change: { 'pc2/base.pc': 'Name: base\nDescription: d\nVersion: 1\nCflags: -O3\n' },
      env: { PKG_CONFIG_PATH: '{root}/pc:{root}/pc2' },
    },
  ],
  [
    'a header in a directory that pkg-config names',
    {
      tree: {
        'p/p.go': cgo('#cgo pkg-config: fake\n#include <x.h>'),
        'pc/fake.pc': 'Name: fake\nDescription: d\nVersion: 1\nCflags: "-I{root}/with space"\n',
        'with space/x.h': '//1\n',
      },
      change: { 'with space/x.h': '//2\n' },
      env: { PKG_CONFIG_PATH: '{root}/pc' },
    },
  ],
  [
    'a static library',
    {
      tree: { 'p/p.go': cgo('#cgo LDFLAGS: -L${SRCDIR}/../lib -lown'), 'lib/libown.a': '!<arch>\n1' },
      change: { 'lib/libown.a': '!<arch>\n2' },
    },
  ],
  [
    'a library that appears in an earlier directory',
    {
      tree: {
        'p/p.go': cgo('#cgo LDFLAGS: -L${SRCDIR}/../l1 -L${SRCDIR}/../l2 -lown'),
        'l1/x': '',
        'l2/libown.a': '!<arch>\n1',
      },
      change: { 'l1/libown.a': '!<arch>\n2' },
    },
  ],
  [
    'an archive that is named directly',
    {
      tree: { 'p/p.go': cgo('#cgo LDFLAGS: ${SRCDIR}/own.a'), 'p/own.a': '!<arch>\n1' },
      change: { 'p/own.a': '!<arch>\n2' },
    },
  ],
  [
    'an archive behind a linker script',
    {
      tree: {
        'p/p.go': cgo('#cgo LDFLAGS: -L${SRCDIR}/../lib -lown'),
        'lib/libown.so': '/* GNU ld script */\nGROUP ( inner.a AS_NEEDED ( -lm ) )\n',
        'lib/inner.a': '!<arch>\n1',
      },
      change: { 'lib/inner.a': '!<arch>\n2' },
    },
  ],
  [
    'a library found through LIBRARY_PATH',
    {
      tree: { 'p/p.go': cgo('#cgo LDFLAGS: -lown'), 'lib/libown.a': '!<arch>\n1' },
      change: { 'lib/libown.a': '!<arch>\n2' },
      env: { LIBRARY_PATH: '{root}/lib' },
    },
  ],
];

test.each(CHANGES)('the digest follows %s, and comes back with it', async (_, change) => {
  const [before, after, back] = await around(change);
  expect(after).not.toBe(before);
  expect(back).toBe(before);
});

test('the value of C_INCLUDE_PATH decides which header is read', async () => {
  const workspace = new CgoWorkspace({ 'p/p.go': cgo('#include <x.h>'), 'a/x.h': '//1\n', 'b/x.h': '//2\n' });
  const [a, b] = [join(workspace.root, 'a'), join(workspace.root, 'b')];
  const first = await compute(workspace, { C_INCLUDE_PATH: a });
  const second = await compute(workspace, { C_INCLUDE_PATH: b });
  expect(second.digest).not.toBe(first.digest);
  expect((await compute(workspace, { C_INCLUDE_PATH: a })).digest).toBe(first.digest);
});

test('SOURCE_DATE_EPOCH counts for a package that writes the date, and for no other', async () => {
  const dated = new CgoWorkspace({ 'p/p.go': cgo('static const char *built = __DATE__ " " __TIME__;') });
  const plain = new CgoWorkspace(EXTERNAL);
  for (const [workspace, counts] of [
    [dated, true],
    [plain, false],
  ] as const) {
    const first = await compute(workspace, { SOURCE_DATE_EPOCH: '1000000000' });
    const second = await compute(workspace, { SOURCE_DATE_EPOCH: '1100000000' });
    expect(first.digest !== second.digest).toBe(counts);
  }
});

test('equal trees in two directories have equal digests, also where the code names its file', async () => {
  const tree: Tree = {
    ...EXTERNAL,
    'p/p.go': cgo(
      '#cgo CFLAGS: -I${SRCDIR}/../include\n#cgo LDFLAGS: -L${SRCDIR}/../lib -lown\n#cgo pkg-config: fake\n#include <assert.h>\n#include <ext.h>\nstatic void f(void) { assert(EXT); }',
    ),
    'p/f.c': '#include "h.h"\nconst char *file = __FILE__;\n',
    'p/h.h': 'static const char *header = __FILE__;\n',
    'pc/fake.pc': 'Name: fake\nDescription: d\nVersion: 1\nCflags: "-DHOME={root}/x"\n',
    'lib/libown.a': '!<arch>\n1',
  };
  const digests = ['one', 'zwei Wörter'].map(async (name) => {
    const workspace = new CgoWorkspace(tree, name);
    const inputs = await compute(workspace, { PKG_CONFIG_PATH: join(workspace.root, 'pc') });
    expect(inputs.notes).toEqual([]);
    return inputs.digest;
  });
  const [first, second] = await Promise.all(digests);
  expect(second).toBe(first);
});

test('a call after which nothing changed starts no process', async () => {
  const workspace = new CgoWorkspace(
    {
      ...EXTERNAL,
      'p/p.go': EXTERNAL['p/p.go'].replace('/*\n', '/*\n#cgo pkg-config: fake\n#cgo LDFLAGS: -lm\n'),
      'pc/fake.pc': 'Name: fake\nDescription: d\nVersion: 1\n',
    },
    'mit Leerstelle',
  );
  const compiler = new CountingProgram(workspace, 'gcc');
  const pkgConfig = new CountingProgram(workspace, 'pkg-config');
  const env = {
    CC: compiler.setting,
    PKG_CONFIG: pkgConfig.setting,
    PKG_CONFIG_PATH: join(workspace.root, 'pc'),
  };
  const cold = await compute(workspace, env);
  expect([compiler.takeCount() > 0, pkgConfig.takeCount() > 0]).toEqual([true, true]);
  expect(await compute(workspace, env)).toEqual(cold);
  expect([compiler.takeCount(), pkgConfig.takeCount()]).toEqual([0, 0]);

  // Neither does an edit of Go code, a touch, or a file that comes and goes.
  workspace.write({ 'p/p.go': workspace.read('p/p.go') + '\nfunc Another() {}\n', 'p/x.tmp': '' });
  rmSync(join(workspace.root, 'p/x.tmp'));
  utimesSync(join(workspace.root, 'include/ext.h'), new Date(), new Date());
  expect(await compute(workspace, env)).toEqual(cold);
  expect([compiler.takeCount(), pkgConfig.takeCount()]).toEqual([0, 0]);

  // A new file may be a header that wins: the compiler decides, and finds nothing changed.
  workspace.write({ 'p/unrelated.txt': '' });
  expect(await compute(workspace, env)).toEqual(cold);
  expect(compiler.takeCount()).toBeGreaterThan(0);
});

test('a header that is missing makes the closure incomplete until it is there', async () => {
  const workspace = new CgoWorkspace({ 'p/p.go': cgo('#include "d/later.h"'), 'p/d/other.h': '' });
  const without = await compute(workspace);
  expect(without.complete).toBe(false);
  expect(without.notes.join('\n')).toContain('d/later.h');
  workspace.write({ 'p/d/later.h': '' });
  const complete = await compute(workspace);
  expect([complete.complete, complete.digest !== without.digest]).toEqual([true, true]);
});

test('a compiler that is missing is a note, and so is a library', async () => {
  const workspace = new CgoWorkspace({ 'p/p.go': cgo('#cgo LDFLAGS: -lnowhere') });
  const withoutCompiler = await compute(workspace, { CC: '/nowhere/gcc' });
  expect(withoutCompiler.complete).toBe(false);
  expect(withoutCompiler.notes.join('\n')).toContain('/nowhere/gcc could not be started');
  const withoutLibrary = await compute(workspace);
  expect(withoutLibrary.notes).toEqual(['-lnowhere was not found where the linker looks']);
  expect(withoutLibrary.digest).not.toBe(withoutCompiler.digest);
});

test('a .pc file that is missing makes the closure incomplete until it is there', async () => {
  const workspace = new CgoWorkspace({ 'p/p.go': cgo('#cgo pkg-config: fake') });
  const env = { PKG_CONFIG_PATH: join(workspace.root, 'pc') };
  mkdirSync(join(workspace.root, 'pc'));
  expect((await compute(workspace, env)).notes.join('\n')).toContain('fake');
  workspace.write({ 'pc/fake.pc': 'Name: fake\nDescription: d\nVersion: 1\n' });
  expect((await compute(workspace, env)).complete).toBe(true);
});

test("a header that only a file of the user's overlay includes counts", async () => {
  const workspace = new CgoWorkspace({
    'p/p.go': cgo('int f(void);'),
    'p/f.c': '#include "h.h"\nint f(void) { return H; }\n',
    'p/h.h': '#define H 1\n',
    'other/f.c': '#include "h.h"\n#include "../other/o.h"\nint f(void) { return O + H; }\n',
    'other/o.h': '#define O 1\n',
  });
  const overlay = { [join(workspace.root, 'p/f.c')]: join(workspace.root, 'other/f.c') };
  const pkg = await workspace.package();
  const look = async () => {
    await settle();
    return computeCInputs(pkg, { ...workspace.context(), overlay });
  };
  const first = await look();
  expect([first.notes, (await compute(workspace)).digest !== first.digest]).toEqual([[], true]);
  const changes: Tree[] = [
    { 'other/o.h': '#define O 2\n' },
    { 'p/h.h': '#define H 2\n' },
    { 'other/f.c': 'int g;\n' },
  ];
  const digests = [first.digest];
  for (const change of changes) {
    workspace.write(change);
    digests.push((await look()).digest);
  }
  expect(new Set(digests).size).toBe(4);
});

test('files that Fortran includes and modules that it uses count', async () => {
  const workspace = new CgoWorkspace({
    'p/p.go': cgo('int f;'),
    'p/f.f90': "subroutine s\n  use iso_c_binding\n  use own\n  include 'x.inc'\nend subroutine\n",
    'p/x.inc': '  integer :: i\n',
    'p/own.mod': '1',
  });
  if (findProgram('gfortran', process.env, '/') === undefined) {
    const { notes } = await compute(workspace);
    expect(notes).toContain('the Fortran compiler gfortran was not found');
    return;
  }
  const digests = [(await compute(workspace)).digest];
  const changes: Tree[] = [{ 'p/x.inc': '  integer :: j\n' }, { 'p/own.mod': '2' }];
  for (const change of changes) {
    workspace.write(change);
    const inputs = await compute(workspace);
    expect(inputs.notes).toEqual([]);
    digests.push(inputs.digest);
  }
  expect(new Set(digests).size).toBe(3);
});
