import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BuildFixture, builtCount, outputOf, program } from '../testing/build-fixture';
import { buildTasks } from './build-tasks';

jest.setTimeout(400_000);

const CGO = { CGO_ENABLED: '1' };

/** What a machine cannot do is skipped with its reason in the name. */
const reason = noCompiler();
const withC: (name: string, test: () => Promise<void>) => void =
  reason === undefined ? it : (name, test) => void it.skip(`${name} (${reason})`, test);

function noCompiler(): string | undefined {
  if (process.platform === 'win32') return 'no C compiler is expected on Windows';
  try {
    execFileSync('gcc', ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'there is no gcc'; // It could not be started.
  }
}

const fixtures: BuildFixture[] = [];

function makeFixture(modules: Readonly<Record<string, Readonly<Record<string, string>>>>): BuildFixture {
  const fixture = new BuildFixture();
  fixtures.push(fixture);
  fixture.modules(modules);
  return fixture;
}

afterAll(() => {
  for (const fixture of fixtures) fixture.remove();
});

const EXPORTING = `package main

import "C"

//export Answer
func Answer() int { return 42 }

func main() {}
`;

describe('a header outside of its package', () => {
  withC('recompiles its package and what depends on it, and nothing when it goes back', async () => {
    const fixture = makeFixture({
      app: {
        'main.go': 'package main\n\nimport "example.test/c"\n\nfunc main() { println(c.Number()) }\n',
      },
      c: {
        'c.go':
          'package c\n\n// #cgo CFLAGS: -I${SRCDIR}/../include\n// #include "number.h"\nimport "C"\n\nfunc Number() int { return C.NUMBER }\n',
      },
      other: { 'other.go': 'package other\n' },
    });
    const setNumber = (number: number) => fixture.write({ 'include/number.h': `#define NUMBER ${number}\n` });
    const artifact = fixture.artifact('app', 'app');
    const build = async () => {
      const outcome = await fixture.build('app', {}, CGO);
      expect(outcome.output).toMatch(/^goshawk: /m);
      expect(outcome.success).toBe(true);
      return { built: builtCount(outcome), printed: outputOf(artifact) };
    };
    setNumber(1);
    expect((await build()).printed).toBe('1');
    setNumber(2);
    expect(await build()).toEqual({ built: 2, printed: '2' });
    setNumber(1);
    expect(await build()).toEqual({ built: 0, printed: '1' });
    expect(await build()).toEqual({ built: 0, printed: '1' });
  });

  withC("and the user's own overlay both count", async () => {
    const fixture = makeFixture({
      app: {
        'main.go':
          'package main\n\n// #include "sub/number.h"\nimport "C"\n\nfunc main() { println(word, C.NUMBER) }\n',
        'word.go': 'package main\n\nconst word = "file"\n',
        'sub/number.h': '#define NUMBER 1\n',
      },
    });
    const replacement = join(fixture.workspace, 'word.txt');
    fixture.write({
      'word.txt': 'package main\n\nconst word = "overlaid"\n',
      'overlay.json': JSON.stringify({
        Replace: { [join(fixture.workspace, 'app', 'word.go')]: replacement },
      }),
    });
    const options = { overlay: join(fixture.workspace, 'overlay.json') };
    await fixture.build('app', options, CGO);
    expect(outputOf(fixture.artifact('app', 'app'))).toBe('overlaid 1');
    fixture.write({ 'app/sub/number.h': '#define NUMBER 2\n' });
    await fixture.build('app', options, CGO);
    expect(outputOf(fixture.artifact('app', 'app'))).toBe('overlaid 2');
  });
});

describe('a library for C', () => {
  withC('is an archive with its header, one per program', async () => {
    const fixture = makeFixture({ app: { 'x/main.go': EXPORTING, 'y/main.go': EXPORTING } });
    const options = { buildmode: 'c-archive' };
    expect(await fixture.build('app', options, CGO)).toMatchObject({ success: true });
    for (const name of ['x', 'y']) {
      const bytes = readFileSync(fixture.artifact('app', `${name}.a`));
      expect(bytes.subarray(0, 8).toString()).toBe('!<arch>\n');
      expect(readFileSync(fixture.artifact('app', `${name}.h`), 'utf8')).toContain('Answer');
    }
  });

  withC('is a shared library with its header, and stays when nothing changed', async () => {
    const fixture = makeFixture({ app: { 'main.go': EXPORTING } });
    const options = { buildmode: 'c-shared' };
    expect(await fixture.build('app', options, CGO)).toMatchObject({ success: true });
    const library = fixture.artifact('app', process.platform === 'darwin' ? 'app.dylib' : 'app.so');
    const first = statSync(library).ino;
    expect(existsSync(fixture.artifact('app', 'app.h'))).toBe(true);
    const again = await fixture.build('app', options, CGO);
    expect(builtCount(again)).toBe(0);
    expect(existsSync(fixture.artifact('app', 'app.h'))).toBe(true);
    expect(statSync(library).ino).toBe(first);
  });
});

describe('a C compiler that is not there', () => {
  it('is named, with what to do about it, and does not fail programs without C', async () => {
    const fixture = makeFixture({
      app: { 'main.go': 'package main\n\nimport "C"\n\nfunc main() {}\n' },
      pure: { 'main.go': program('pure') },
    });
    const env = { ...CGO, CC: 'no-such-compiler' };
    const outcomes = await buildTasks(['app', 'pure'].map((project) => fixture.task(project, {}, env)));
    const [app, pure] = ['app', 'pure'].map((project) =>
      outcomes.find(({ id }) => id === `${project}:go-build`),
    );
    expect([app?.success, pure?.success]).toEqual([false, true]);
    expect(app?.output).toContain('no-such-compiler');
    expect(app?.output).toMatch(/"cgo": false|Install it|name another/);
  });
});
