import { whyNoCompiler } from './support/compiler';
import { allTargets, goModule, goWork, printing, printingC } from './support/go-files';
import { programPath } from './support/host';
import { answerPreamble, makeAnswerLibrary } from './support/native-library';
import { itUnless } from './support/skips';
import { taskStatuses } from './support/tasks';
import { expectExit } from './support/expect-exit';
import { isFullMatrix } from './support/mode';
import { useWorkspaces } from './support/use-workspaces';

const workspace = useWorkspaces();
const ifCompiler = itUnless(whyNoCompiler());

ifCompiler('builds in paths with spaces and letters beyond ASCII, C headers among them', async () => {
  const directory = 'apps/mein Prögramm 試';
  const main = printingC('ANSWER', '#cgo CFLAGS: "-I${SRCDIR}/../../gemeinsame köpfe"\n#include "answer.h"');
  const space = await workspace(
    {
      ...goWork(directory),
      ...goModule(directory, { 'go.mod': 'module example.test/app\n\ngo 1.21\n', 'main.go': main }),
      'gemeinsame köpfe/answer.h': '#define ANSWER 1\n',
    },
    { name: 'Ünser Ärbeitsraum 工作', cacheRoot: 'own' },
  );
  expectExit(await space.nx(['run', 'meinPrgramm:go-build']), 0);
  expect(await space.print(programPath(directory, 'app'))).toBe('1');
  space.write({ 'gemeinsame köpfe/answer.h': '#define ANSWER 2\n' });
  expectExit(await space.nx(['run', 'meinPrgramm:go-build']), 0);
  expect(await space.print(programPath(directory, 'app'))).toBe('2');
});

it('hands a flag with spaces and quotes over as Go reads it', async () => {
  const targets = {
    'go-build': { executor: 'goshawk:go-build', options: { ldflags: "-X 'main.v=a b' -s" } },
  };
  const space = await workspace({
    ...goWork('apps/app'),
    ...goModule('apps/app', { 'main.go': printing('"<" + v + ">"', 'var v string') }, targets),
  });
  expectExit(await space.nx(['run', 'app:go-build']), 0);
  expect(await space.print(programPath('apps/app', 'app'))).toBe('<a b>');
  expectExit(await space.nx(['run', 'app:go-build', `--ldflags=-X "main.v=it's"`]), 0);
  expect(await space.print(programPath('apps/app', 'app'))).toBe("<it's>");
});

it('builds three programs of one name, one command and one directory for all, each right and in its place', async () => {
  const teams = ['a', 'b', 'c'];
  const modules = teams.map((team) =>
    goModule(`teams/${team}/server`, {
      'go.mod': `module example.test/${team}/server\n\ngo 1.21\n`,
      'main.go': printing(`"server ${team}"`),
    }),
  );
  const space = await workspace(
    Object.assign({}, goWork(...teams.map((team) => `teams/${team}/server`)), ...modules) as object &
      Record<string, string>,
  );
  expectExit(await space.nx(['run-many', '-t', 'go-build']), 0);
  for (const team of teams) {
    expect(await space.print(programPath(`teams/${team}/server`, 'server'))).toBe(`server ${team}`);
  }
});

it('builds every program of a project, and compiles a library without an artifact', async () => {
  const space = await workspace({
    ...goWork('apps/tools', 'libs/greet'),
    ...goModule('apps/tools', {
      'cmd/one/main.go': printing('"one"'),
      'cmd/two/main.go': printing('"two"'),
      'internal/shared/shared.go': 'package shared\n',
    }),
    ...goModule('libs/greet', { 'greet.go': 'package greet\n' }),
  });
  expectExit(await space.nx(['run-many', '-t', 'go-build']), 0);
  expect(await space.print(programPath('apps/tools', 'one'))).toBe('one');
  expect(await space.print(programPath('apps/tools', 'two'))).toBe('two');
  expect(space.has('dist/libs')).toBe(false);
  space.write({ 'libs/greet/greet.go': 'package greet\n\nvar broken int = "text"\n' });
  expectExit(await space.nx(['run', 'greet:go-build']), 1);
});

it.each([
  ['a package that is not there', ['--packages=./cmd/absent'], /cmd\/absent/],
  [
    'a platform that Go does not know',
    ['--goos=linux', '--goarch=sparc'],
    /linux\/sparc[\s\S]*go tool dist list/,
  ],
])('fails with what to do for %s', async (_, args, message) => {
  const space = await workspace({
    ...goWork('apps/app'),
    ...goModule('apps/app', { 'main.go': printing('"app"') }),
  });
  const { exitCode, output } = await space.nx(['run', 'app:go-build', ...args]);
  expect(output).toMatch(message);
  expect(output).not.toMatch(/^\s+at .*\.js:\d+/m);
  expect(exitCode).toBe(1);
  expect(space.has('dist/apps/app')).toBe(false);
});

ifCompiler(
  'fails with the words of a C compiler that fails, and says what to do when there is none',
  async () => {
    const space = await workspace({
      ...goWork('apps/app'),
      ...goModule('apps/app', { 'main.go': printingC('ANSWER', '#define ANSWER 1\n#error no answer today') }),
    });
    const failing = await space.nx(['run', 'app:go-build']);
    expect(failing.output).toMatch(/no answer today/);
    expect(failing.exitCode).toBe(1);
    space.write({ 'apps/app/main.go': printingC('ANSWER', '#define ANSWER 1') });
    const missing = await space.nx(['run', 'app:go-build'], { CC: 'no-such-compiler' });
    expect(missing.output).toMatch(/no-such-compiler/);
    expect(missing.output).toMatch(/Install|CC/);
    expect(missing.exitCode).toBe(1);
  },
);

const mistakes: [string, string, RegExp][] = [
  ['a type error', 'func main() { var number int = "text"; println(number) }\n', /main\.go:\d+:\d+/],
  ['a syntax error', 'func main( { }\n', /main\.go:\d+:\d+/],
  [
    'a missing import',
    'import "example.test/absent"\n\nfunc main() { absent.Do() }\n',
    /example\.test\/absent/,
  ],
];

it.each(isFullMatrix ? mistakes : mistakes.slice(0, 1))(
  'fails only the task of a package with %s, and the others end with their artifacts',
  async (_, body, message) => {
    const space = await workspace({
      ...goWork('apps/broken', 'apps/fine', 'apps/good'),
      ...goModule('apps/broken', { 'main.go': `package main\n\n${body}` }),
      ...goModule('apps/fine', { 'main.go': printing('"fine"') }),
      ...goModule('apps/good', { 'main.go': printing('"good"') }),
    });
    const first = await space.nx(['run-many', '-t', 'go-build']);
    expect(taskStatuses(first.output)).toEqual({
      'broken:go-build': 'failed',
      'fine:go-build': 'succeeded',
      'good:go-build': 'succeeded',
    });
    expect(first.output).toMatch(message);
    expect(first.exitCode).toBe(1);
    expect(await space.print(programPath('apps/fine', 'fine'))).toBe('fine');
    expect(await space.print(programPath('apps/good', 'good'))).toBe('good');
    space.write({ 'apps/broken/main.go': printing('"mended"') });
    const second = await space.nx(['run-many', '-t', 'go-build']);
    expect(taskStatuses(second.output)).toEqual({
      'broken:go-build': 'succeeded',
      'fine:go-build': 'replayed',
      'good:go-build': 'replayed',
    });
    expect(await space.print(programPath('apps/broken', 'broken'))).toBe('mended');
  },
);

it('keeps the artifact that is there when a build fails', async () => {
  const space = await workspace({
    ...goWork('apps/app'),
    ...goModule('apps/app', { 'main.go': printing('"first"') }, allTargets),
  });
  await space.nx(['run', 'app:go-build']);
  space.write({ 'apps/app/main.go': 'package main\n\nfunc main() { undefined() }\n' });
  expectExit(await space.nx(['run', 'app:go-build']), 1);
  expect(await space.print(programPath('apps/app', 'app'))).toBe('first');
});

ifCompiler('links again when a static library changes and the program is still in place', async () => {
  const space = await workspace({
    ...goWork('apps/app'),
    ...goModule('apps/app', { 'main.go': printingC('answer()', answerPreamble) }),
  });
  for (const value of [1, 2]) {
    await makeAnswerLibrary(space, value);
    expectExit(await space.nx(['run', 'app:go-build']), 0);
    expect(await space.print(programPath('apps/app', 'app'))).toBe(String(value));
  }
});
