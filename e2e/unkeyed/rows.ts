import { statSync, utimesSync } from 'node:fs';
import { makeModuleProxy } from '../../packages/toolchain/testing/module-proxy';
import { goModule, goTest, goWork, mustRead, printing, printingC } from '../support/go-files';
import { both, detected, impossible, prevented } from '../faults/row';
import type { Files } from '../support/files';
import { answerPreamble, makeAnswerLibrary } from '../support/native-library';
import type { Workspace } from '../support/workspace';
import { makePatchedGoroot } from './patched-goroot';
import type { UnkeyedRow } from './row';

const ONLY_OWN_FILES =
  'of C, Go hashes the files of the package directory only, by their extensions (cmd/go/internal/work/exec.go: buildActionID)';
const ASKED_LATE = 'Go asks pkg-config when it compiles, after it has looked into its cache';
const LINKER_READS =
  'what the linker reads is in no key (cmd/go/internal/work/exec.go: linkActionID, and its TODO)';
const LOGGED =
  'Go compares what the test asked package os for, files by size and time (cmd/go/internal/test/test.go)';
const BY_VERSION = 'Go knows a tool by what it prints for -V=full (cmd/go/internal/work/buildid.go: toolID)';

/** It says 1 if the compiler checks indexes. */
const saysWhetherBoundsAreChecked = `//go:noinline
func at(values []int, index int) int { return values[index] }

func answer() (answer int) {
	defer func() {
		if recover() != nil {
			answer = 1
		}
	}()
	at(make([]int, 1, 4), 2)
	return 2
}`;

/** The cases in which plain go commands with one GOCACHE give a stale result. Rows name what changes. */
export const unkeyedRows: readonly UnkeyedRow[] = [
  header('a header outside the package', 'include/answer.h', '#cgo CFLAGS: -I${SRCDIR}/../../include'),
  header('a header in a directory of the package', 'apps/app/c/answer.h', '#cgo CFLAGS: -I${SRCDIR}/c'),
  header('a file of another name that C code includes', 'apps/app/answer.inc', ''),
  {
    ...header('a header that C_INCLUDE_PATH finds', 'found/answer.h', '', 'a dimension of its own'),
    env: (workspace) => ({ C_INCLUDE_PATH: workspace.path('found') }),
  },
  {
    ...header('a header that CPATH finds', 'found/answer.h', '', 'a dimension of its own'),
    env: (workspace) => ({ CPATH: workspace.path('found') }),
  },
  {
    name: 'what pkg-config says',
    use: 'build',
    needs: 'pkg-config',
    files: { ...program(printingC('ANSWER', '#cgo pkg-config: answer')), 'pc/answer.pc': pkgConfig(1) },
    env: (workspace) => ({ PKG_CONFIG_PATH: workspace.path('pc') }),
    why: ASKED_LATE,
    change: (workspace) => workspace.write({ 'pc/answer.pc': pkgConfig(2) }),
  },
  {
    name: 'where pkg-config says that headers are',
    use: 'build',
    needs: 'pkg-config',
    files: {
      ...program(printingC('ANSWER', '#cgo pkg-config: answer\n#include <answer.h>')),
      'pc/answer.pc': pkgConfigFor('-I${pcfiledir}/../one'),
      'one/answer.h': defining(1),
      'two/answer.h': defining(2),
    },
    env: (workspace) => ({ PKG_CONFIG_PATH: workspace.path('pc') }),
    why: ASKED_LATE,
    change: (workspace) => workspace.write({ 'pc/answer.pc': pkgConfigFor('-I${pcfiledir}/../two') }),
  },
  {
    name: 'a C compiler of the same name and version',
    use: 'build',
    needs: 'cc',
    files: { ...program(printingC('ANSWER', '')), 'tools/cc': compiler(1) },
    env: (workspace) => ({ CC: workspace.path('tools/cc') }),
    why: 'Go knows a C compiler by its path and its version line (cmd/go/internal/work/buildid.go: gccToolID)',
    change: (workspace) => workspace.write({ 'tools/cc': compiler(2) }),
  },
  ...(['build', 'run', 'test'] as const).map((use): UnkeyedRow => {
    const main = printingC('answer()', answerPreamble);
    // Test files cannot use cgo themselves.
    const native = `package main\n\n/*\n${answerPreamble}\n*/\nimport "C"\n\nfunc answer() int { return int(C.answer()) }\n`;
    const test = goTest('main', 'if answer() != 1 {\n\t\tt.Fatal(answer())\n\t}');
    const tested = { 'native.go': native, 'main.go': printing('answer()'), 'app_test.go': test };
    return {
      name: `a static library, go ${use}`,
      use,
      needs: 'cc',
      files: use === 'test' ? inApp(tested) : program(main),
      prepare: (workspace) => makeAnswerLibrary(workspace, 1),
      change: (workspace) => makeAnswerLibrary(workspace, 2),
      why: `${LINKER_READS}; go ${use} keeps ${{ build: 'the program in its place', run: 'the program in its cache', test: 'the result' }[use]}`,
      isCheap: true,
    };
  }),
  {
    name: 'SOURCE_DATE_EPOCH',
    use: 'build',
    needs: 'cc',
    files: program(printingC('year()', 'static int year(void) { return __DATE__[10] - 48; }')),
    env: () => ({ SOURCE_DATE_EPOCH: '1609502400' }), // 2021
    envAfter: () => ({ SOURCE_DATE_EPOCH: '1641038400' }), // 2022
    why: 'no variable that the C compiler reads is in a key',
    change: () => {},
  },
  {
    name: 'a file that a test reads, of the same size and time',
    use: 'test',
    files: inApp({
      'main.go': printing('1'),
      'app_test.go': goTest('main', mustRead('"input.txt"', 'one'), 'os'),
      'input.txt': 'one',
    }),
    prepare: makeOld('apps/app/input.txt'),
    change: rewriteUnderSameTime('apps/app/input.txt', 'two'),
    why: LOGGED,
    isCheap: true,
    hiddenFromNx: true,
  },
  {
    name: 'a file outside the module that a test reads',
    use: 'test',
    files: {
      ...inApp({
        'main.go': printing('1'),
        'app_test.go': goTest('main', mustRead('"../../shared/input.txt"', 'one'), 'os'),
      }),
      'shared/input.txt': 'one',
    },
    prepare: makeOld('shared/input.txt'),
    change: (workspace) => workspace.write({ 'shared/input.txt': 'changed' }),
    expected: { exec: prevented, nx: detected('undeclared-input') },
    why: 'Go compares only files inside the module (cmd/go/internal/test/test.go: inDir)',
    isCheap: true,
  },
  {
    name: 'a file that a child process of a test reads',
    use: 'test',
    needs: 'sh',
    files: {
      ...inApp({
        'main.go': printing('1'),
        'app_test.go': goTest(
          'main',
          'if content, err := exec.Command("cat", "../../shared/input.txt").Output(); err != nil || string(content) != "one" {\n\t\tt.Fatal(string(content), err)\n\t}',
          'os/exec',
        ),
      }),
      'shared/input.txt': 'one',
    },
    prepare: makeOld('shared/input.txt', 'apps/app/app_test.go', 'apps/app'),
    change: (workspace) => workspace.write({ 'shared/input.txt': 'changed' }),
    expected: both(impossible('What a child process reads.')),
    plainGo: null,
    why: 'nobody tells the test what a process reads that it starts',
  },
  {
    name: 'a build constraint, in a file of the same size and time',
    use: 'build',
    files: inApp({ 'main.go': printing('value', 'var value = 1'), 'more.go': constrained('no1') }),
    prepare: makeOld(
      ...['more.go', 'main.go', 'go.mod', 'project.json', ''].map((name) => `apps/app/${name}`),
    ),
    change: rewriteUnderSameTime('apps/app/more.go', constrained('!no')),
    why: 'Go keeps an index of a package as long as sizes and times of its files are the same (cmd/go/internal/modindex/read.go: dirHash)',
    isCheap: true,
    hiddenFromNx: true,
  },
  {
    name: 'the files of a module in GOMODCACHE',
    use: 'build',
    files: inApp({
      'go.mod': 'module example.test/app\n\ngo 1.21\n\nrequire example.test/dep v1.0.0\n',
      'main.go': 'package main\n\nimport "example.test/dep"\n\nfunc main() { println(dep.Value) }\n',
    }),
    env: (workspace) => ({
      GOPROXY: moduleProxy(),
      GONOSUMDB: '*',
      GOSUMDB: 'off',
      GOFLAGS: '-modcacherw -mod=mod',
      GOWORK: 'off',
      GOMODCACHE: workspace.path('.modules'),
    }),
    change: (workspace) =>
      workspace.write({
        '.modules/example.test/dep@v1.0.0/more.go': 'package dep\n\nfunc init() { Value = 2 }\n',
      }),
    why: 'Go keeps the index of a module under its path alone (cmd/go/internal/modindex/read.go: moduleHash)',
    hiddenFromNx: true,
  },
  {
    name: 'a -toolexec program that changes what a tool does',
    use: 'build',
    needs: 'sh',
    files: { ...inApp({ 'main.go': printing('value', 'var value = "0"') }), 'tools/toolexec': toolexec(1) },
    flags: (workspace) => [`-toolexec=${workspace.path('tools/toolexec')}`],
    change: (workspace) => workspace.write({ 'tools/toolexec': toolexec(2) }),
    why: BY_VERSION,
  },
  {
    name: 'a linker of the same version',
    use: 'build',
    needs: 'sh',
    files: inApp({ 'main.go': printing('value', 'var value = "0"') }),
    env: (workspace) => ({ GOROOT: workspace.path('.goroot') }),
    prepare: (workspace) => patchTool(workspace, 'link', '-X main.value=1'),
    change: (workspace) => patchTool(workspace, 'link', '-X main.value=2'),
    why: BY_VERSION,
  },
  {
    name: 'a compiler of the same version',
    use: 'build',
    needs: 'sh',
    files: inApp({ 'main.go': printing('answer()', saysWhetherBoundsAreChecked) }),
    env: (workspace) => ({ GOROOT: workspace.path('.goroot') }),
    prepare: (workspace) => patchTool(workspace, 'compile', ''),
    change: (workspace) => patchTool(workspace, 'compile', '-B'),
    why: BY_VERSION,
  },
  {
    ...header('a header in the package directory (control)', 'apps/app/answer.h', ''),
    plainGo: 'right',
    why: 'Go hashes files with the extensions of C in the package directory',
  },
  {
    name: 'a C compiler with another version line (control)',
    use: 'build',
    needs: 'cc',
    files: { ...program(printingC('ANSWER', '')), 'tools/cc': compiler(1) },
    env: (workspace) => ({ CC: workspace.path('tools/cc') }),
    change: (workspace) => workspace.write({ 'tools/cc': compilerOfVersion(2) }),
    plainGo: 'right',
    why: 'Go knows a C compiler by its path and its version line',
  },
  {
    name: 'a static library, go build into a new file (control)',
    use: 'build',
    needs: 'cc',
    files: program(printingC('answer()', answerPreamble)),
    prepare: (workspace) => makeAnswerLibrary(workspace, 1),
    change: async (workspace) => {
      workspace.remove('.out');
      await makeAnswerLibrary(workspace, 2);
    },
    plainGo: 'right',
    why: 'without an old program in its place, Go links each time',
  },
];

function inApp(files: Files): Files {
  return { ...goWork('apps/app'), ...goModule('apps/app', files) };
}

function program(main: string): Files {
  return inApp({ 'main.go': main });
}

function header(
  name: string,
  file: string,
  directive: string,
  needsCache?: 'a dimension of its own',
): UnkeyedRow {
  const included = file.split('/').at(-1) ?? '';
  return {
    name,
    use: 'build',
    needs: 'cc',
    why: ONLY_OWN_FILES,
    ...(needsCache === undefined && { isCheap: true }),
    files: { ...program(printingC('ANSWER', `${directive}\n#include "${included}"`)), [file]: defining(1) },
    change: (workspace) => workspace.write({ [file]: defining(2) }),
  };
}

function defining(value: number): string {
  return `#define ANSWER ${value}\n`;
}

function pkgConfig(value: number): string {
  return pkgConfigFor(`-DANSWER=${value}`);
}

function pkgConfigFor(flags: string): string {
  return `Name: answer\nDescription: none\nVersion: 1\nCflags: ${flags}\n`;
}

function compiler(value: number): string {
  return `#!/bin/sh\nexec cc -DANSWER=${value} "$@"\n`;
}

function patchTool(workspace: Workspace, tool: 'link' | 'compile', args: string): Promise<void> {
  return makePatchedGoroot(workspace.path('.goroot'), tool, args);
}

function compilerOfVersion(value: number): string {
  const version = `*" -### "*) cc "$@" 2>&1 | sed 's/^gcc version /gcc version 9${value}./' >&2 ;;`;
  return `#!/bin/sh\ncase " $* " in\n${version}\n*) exec cc -DANSWER=${value} "$@" ;;\nesac\n`;
}

function toolexec(value: number): string {
  const lines = [
    '#!/bin/sh',
    'tool=$1; shift',
    'case "$tool $*" in',
    '*-V=full*) ;;',
    `*/link\\ *) exec "$tool" -X main.value=${value} "$@" ;;`,
    'esac',
    'exec "$tool" "$@"',
  ];
  return `${lines.join('\n')}\n`;
}

function constrained(constraint: string): string {
  return `//go:build ${constraint}\n\npackage main\n\nfunc init() { value = 2 }\n`;
}

let proxy: string | undefined;

function moduleProxy(): string {
  proxy ??= makeModuleProxy('example.test/dep', 'v1.0.0', {
    'go.mod': 'module example.test/dep\n',
    'dep.go': 'package dep\n\nvar Value = 1\n',
  });
  return proxy;
}

/** Go keeps no result that depends on a file younger than two seconds. */
function makeOld(...paths: readonly string[]) {
  return (workspace: Workspace): Promise<void> => {
    const time = new Date(Date.now() - 3_600_000);
    for (const path of paths) utimesSync(workspace.path(path), time, time);
    return Promise.resolve();
  };
}

function rewriteUnderSameTime(path: string, content: string) {
  return (workspace: Workspace): void => {
    const { mtime, size } = statSync(workspace.path(path));
    const directory = workspace.path(path, '..');
    const { mtime: ofDirectory } = statSync(directory);
    if (content.length !== size) throw new Error(`${path} must keep its size of ${size} bytes`);
    workspace.write({ [path]: content });
    utimesSync(workspace.path(path), mtime, mtime);
    utimesSync(directory, ofDirectory, ofDirectory);
  };
}
