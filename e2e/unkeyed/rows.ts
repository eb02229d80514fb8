import { statSync, utimesSync } from 'node:fs';
import { makeModuleProxy } from '../../packages/toolchain/testing/module-proxy';
import { goModule, goTest, goWork, mustRead, printing, printingC } from '../support/go-files';
import type { Files } from '../support/files';
import { answerPreamble, makeAnswerLibrary } from '../support/native-library';
import type { Workspace } from '../support/workspace';
import { makePatchedGoroot } from './patched-goroot';
import type { UnkeyedRow } from './row';

/** The cases in which plain go commands with one GOCACHE give a stale result. Rows name what changes. */
export const unkeyedRows: readonly UnkeyedRow[] = [
  header('a header outside the package', 'include/answer.h', '#cgo CFLAGS: -I${SRCDIR}/../../include'),
  header('a header in a directory of the package', 'apps/app/c/answer.h', '#cgo CFLAGS: -I${SRCDIR}/c'),
  header('a file of another name that C code includes', 'apps/app/answer.inc', ''),
  {
    ...header('a header that C_INCLUDE_PATH finds', 'found/answer.h', ''),
    env: (workspace) => ({ C_INCLUDE_PATH: workspace.path('found') }),
  },
  {
    ...header('a header that CPATH finds', 'found/answer.h', ''),
    env: (workspace) => ({ CPATH: workspace.path('found') }),
  },
  {
    name: 'what pkg-config says',
    sampled: true,
    use: 'build',
    needs: 'pkg-config',
    files: { ...program(printingC('ANSWER', '#cgo pkg-config: answer')), 'pc/answer.pc': pkgConfig(1) },
    env: (workspace) => ({ PKG_CONFIG_PATH: workspace.path('pc') }),
    change: (workspace) => workspace.write({ 'pc/answer.pc': pkgConfig(2) }),
  },
  {
    name: 'a C compiler of the same name and version',
    use: 'build',
    needs: 'cc',
    files: { ...program(printingC('ANSWER', '')), 'tools/cc': compiler(1) },
    env: (workspace) => ({ CC: workspace.path('tools/cc') }),
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
      ...(use === 'test' && { sampled: true }),
      use,
      needs: 'cc',
      files: use === 'test' ? inApp(tested) : program(main),
      prepare: (workspace) => makeAnswerLibrary(workspace, 1),
      change: (workspace) => makeAnswerLibrary(workspace, 2),
    };
  }),
  {
    name: 'SOURCE_DATE_EPOCH',
    use: 'build',
    needs: 'cc',
    files: program(printingC('year()', 'static int year(void) { return __DATE__[10] - 48; }')),
    env: () => ({ SOURCE_DATE_EPOCH: '1609502400' }), // 2021
    envAfter: () => ({ SOURCE_DATE_EPOCH: '1641038400' }), // 2022
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
  },
  {
    name: 'a build constraint, in a file of the same size and time',
    sampled: true,
    use: 'build',
    files: inApp({ 'main.go': printing('value', 'var value = 1'), 'more.go': constrained('no1') }),
    prepare: makeOld(
      ...['more.go', 'main.go', 'go.mod', 'project.json', ''].map((name) => `apps/app/${name}`),
    ),
    change: rewriteUnderSameTime('apps/app/more.go', constrained('!no')),
    hiddenFromNx: true,
  },
  {
    name: 'the files of a module in GOMODCACHE',
    sampled: true,
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
    hiddenFromNx: true,
  },
  {
    name: 'a -toolexec program that changes what a tool does',
    use: 'build',
    needs: 'sh',
    files: { ...inApp({ 'main.go': printing('value', 'var value = "0"') }), 'tools/toolexec': toolexec(1) },
    flags: (workspace) => [`-toolexec=${workspace.path('tools/toolexec')}`],
    change: (workspace) => workspace.write({ 'tools/toolexec': toolexec(2) }),
  },
  {
    name: 'a linker of the same version',
    sampled: true,
    use: 'build',
    needs: 'sh',
    files: inApp({ 'main.go': printing('value', 'var value = "0"') }),
    env: (workspace) => ({ GOROOT: workspace.path('.goroot') }),
    prepare: (workspace) => makePatchedGoroot(workspace.path('.goroot'), 1),
    change: (workspace) => makePatchedGoroot(workspace.path('.goroot'), 2),
  },
];

function inApp(files: Files): Files {
  return { ...goWork('apps/app'), ...goModule('apps/app', files) };
}

function program(main: string): Files {
  return inApp({ 'main.go': main });
}

function header(name: string, file: string, directive: string): UnkeyedRow {
  const included = file.split('/').at(-1) ?? '';
  return {
    name,
    use: 'build',
    needs: 'cc',
    files: { ...program(printingC('ANSWER', `${directive}\n#include "${included}"`)), [file]: defining(1) },
    change: (workspace) => workspace.write({ [file]: defining(2) }),
  };
}

function defining(value: number): string {
  return `#define ANSWER ${value}\n`;
}

function pkgConfig(value: number): string {
  return `Name: answer\nDescription: none\nVersion: 1\nCflags: -DANSWER=${value}\n`;
}

function compiler(value: number): string {
  return `#!/bin/sh\nexec cc -DANSWER=${value} "$@"\n`;
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
