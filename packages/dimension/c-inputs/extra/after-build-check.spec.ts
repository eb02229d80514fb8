import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess, type Env } from '../../../toolchain';
import {
  afterBuildCheck,
  computeCInputs,
  dependencyRecording,
  recordExtraInputs,
  type AfterBuildRequest,
} from '../index';
import { findProgram } from '../compiler/find-program';
import { CgoWorkspace, settle } from '../testing/cgo-workspace';

jest.setTimeout(120_000);

/** C, C++, assembly, exported functions, generated header, subdirectories, relative includes and a blank in a name. */
const TREE = {
  'p/p.go': `package main

/*
#cgo CPPFLAGS: -I\${SRCDIR}/../include
#include <ext.h>
#include "sub dir/a.h"
int fromC(void);
*/
import "C"

//export GoAdd
func GoAdd(a C.int) C.int { return a + 1 }

func main() { println(C.fromC(), C.EXT, C.SUB) }
`,
  'p/f.c':
    '#include "_cgo_export.h"\n#include "h.h"\nint cxx(void);\nint fromC(void) { return GoAdd(H) + cxx(); }\n',
  'p/h.h': '#include "../common/c.h"\n#define H C\n',
  'p/g.cpp':
    '#include <vector>\n#include <ext.h>\nextern "C" int cxx(void) { return (int)std::vector<int>(EXT).size(); }\n',
  'p/a.S': '#include "a.inc"\n',
  'p/a.inc': '.section .note.GNU-stack,"",@progbits\n',
  'p/sub dir/a.h': '#define SUB 3\n#include "b.h"\n',
  'p/sub dir/b.h': '',
  'common/c.h': '#define C 1\n',
  'include/ext.h': '#define EXT 2\n',
};

/** A flag that no build had: every cgo package is compiled, and nothing else, in the cache that is there. */
let build = 0;
function neverBuilt(): string {
  return `-O2 -g -DBUILT_BY_TEST=${process.pid}${Date.now()}${build++}`;
}

interface RecordedBuild {
  readonly workspace: CgoWorkspace;
  readonly request: AfterBuildRequest;
}

const builds = new Map<string, Promise<RecordedBuild>>();

/** One build for all tests of a compiler. */
function buildWith(compiler: string): Promise<RecordedBuild> {
  const build = builds.get(compiler) ?? startBuild(compiler);
  builds.set(compiler, build);
  return build;
}

async function startBuild(compiler: string): Promise<RecordedBuild> {
  const workspace = new CgoWorkspace(TREE, 'with blank');
  const env = { ...process.env, CC: compiler, CXX: compiler === 'gcc' ? 'g++' : 'clang++' };
  return { workspace, request: await buildRecorded(workspace, env) };
}

async function buildRecorded(workspace: CgoWorkspace, given: Env): Promise<AfterBuildRequest> {
  const env = { ...given, CGO_CFLAGS: neverBuilt() };
  await settle();
  const context = workspace.context(env);
  const listed = await workspace.packages(env, '-deps');
  const packages = [];
  for (const pkg of listed) packages.push({ pkg, inputs: await computeCInputs(pkg, context) });
  const recording = join(workspace.root, '..', 'recording');
  const { exitCode, stderr } = await runProcess({
    file: context.go,
    args: ['build', '-o', join(workspace.root, 'program'), './p'],
    cwd: workspace.root,
    env: { ...context.env, ...dependencyRecording(recording) },
  });
  expect([exitCode, stderr]).toEqual([0, '']);
  return { recording, packages };
}

test.each(['gcc', 'clang'])(
  'the closures hold all that %s reads in a build of the standard library and more',
  async (compiler) => {
    if (findProgram(compiler, process.env, '/') === undefined) {
      process.stderr.write(`skipped: there is no ${compiler} on this machine\n`);
      return;
    }
    const { request } = await buildWith(compiler);
    expect(request.packages.flatMap(({ inputs }) => inputs.notes)).toEqual([]);
    expect(request.packages.map(({ pkg }) => pkg.importPath)).toEqual(
      expect.arrayContaining(['runtime/cgo', 'ex/p']),
    );
    expect(existsSync(request.recording) || existsSync(`${request.recording}.clang`)).toBe(true);
    expect(afterBuildCheck(request)).toEqual({ findings: [], outside: [] });
  },
);

test('a file that no closure has is a finding, and counts from the next closure on', async () => {
  const { workspace, request } = await buildWith('gcc');
  const missing = ['include/ext.h', 'p/sub dir/b.h'].map((path) => join(workspace.root, path));
  const packages = request.packages.map(({ pkg, inputs }) => ({
    pkg,
    inputs: { ...inputs, files: inputs.files.filter(({ path }) => !missing.includes(path)) },
  }));
  const { findings, outside } = afterBuildCheck({ ...request, packages });
  expect(findings.map(({ code, subject }) => [code, subject])).toContainEqual([
    'c-input-outside-closure',
    'ex/p',
  ]);
  expect(outside.find(({ importPath }) => importPath === 'ex/p')?.files).toEqual(missing);

  const extra = join(workspace.root, 'read-by-a-wrapper.txt');
  workspace.write({ 'read-by-a-wrapper.txt': '1' });
  const pkg = await workspace.package();
  const before = await computeCInputs(pkg, workspace.context());
  recordExtraInputs(workspace.memo, pkg.importPath, [extra]);
  const after = await computeCInputs(pkg, workspace.context());
  workspace.write({ 'read-by-a-wrapper.txt': '2' });
  const changed = await computeCInputs(pkg, workspace.context());
  expect(new Set([before, after, changed].map(({ digest }) => digest)).size).toBe(3);
  expect(after.files).toContainEqual(
    expect.objectContaining({ logical: 'workspace/read-by-a-wrapper.txt', role: 'observed' }),
  );
  rmSync(extra);
});

test('mangled lines and files of the object directory are noise', () => {
  const workspace = new CgoWorkspace({
    recording:
      'f.o: /usr/incl/usr/include/nothing.h \\\n /tmp/go-build123/b001/_cgo_export.h gone.h\nx.o /no/rule.h\n',
  });
  const pkg = {
    ...{
      importPath: 'ex/p',
      dir: workspace.root,
      cgoFiles: [],
      cFiles: ['f.c'],
      cxxFiles: [],
      mFiles: [],
      fFiles: [],
    },
    ...{
      sFiles: [],
      hFiles: [],
      cflags: [],
      cppflags: [],
      cxxflags: [],
      fflags: [],
      ldflags: [],
      pkgConfig: [],
    },
  };
  const inputs = { importPath: 'ex/p', digest: '', files: [], complete: true, notes: [] };
  const result = afterBuildCheck({
    recording: join(workspace.root, 'recording'),
    packages: [{ pkg, inputs }],
  });
  expect(result.outside).toEqual([]);
});
