import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { catchError } from '../../support/testing/catch-error';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { readActionGraph } from './action-graph';
import { summariseActions } from './summarise-actions';

jest.setTimeout(240_000);

/** Under a name that no cache has seen. */
function makeModule() {
  const path = `example.com/m${randomBytes(6).toString('hex')}`;
  const directory = makeDirectory({
    'go.mod': `module ${path}\n\ngo 1.21\n`,
    'app/main.go': `package main\n\nimport "${path}/lib"\n\nfunc main() { println(lib.F()) }\n`,
    'lib/lib.go': `package lib\n\n// ${path}\nfunc F() int { return 1 }\n`,
    'lib/lib_test.go': 'package lib\n\nimport "testing"\n\nfunc TestF(t *testing.T) { F() }\n',
    'bad/bad.go': `package bad\n\nimport "${path}/lib"\n\nvar x string = lib.F()\n`,
    'above/above.go': `package above\n\nimport _ "${path}/bad"\n`,
    'unlinkable/main.go': `package main\n\n// ${path}\nfunc missing()\n\nfunc main() { missing() }\n`,
    'unlinkable/empty.s': '',
  });
  return { directory, path };
}

/** Runs a go command and sums up its action graph; the command may fail. */
function run(cwd: string, args: readonly string[], goVersion = 'local') {
  const file = join(cwd, 'graph.json');
  const [verb = '', ...rest] = args;
  try {
    askGoItself(
      [verb, `-debug-actiongraph=${file}`, ...rest],
      cwd,
      goEnvironment({ GOTOOLCHAIN: goVersion }),
    );
  } catch {
    // A failed build writes its graph as well: that is what some tests look at.
  }
  return summariseActions(readActionGraph(file));
}

describe.each(['local', 'go1.21.13'])('summariseActions of a graph by Go %s', (goVersion) => {
  it('tells what was compiled and linked from what the cache had', () => {
    const { directory, path } = makeModule();
    const output = join(directory, 'app.bin');
    const first = run(directory, ['build', '-o', output, './app'], goVersion);
    expect(first.built).toEqual(expect.arrayContaining([`${path}/app`, `${path}/lib`]));
    expect(first).toMatchObject({ linked: [`${path}/app`], linkReused: [], failed: [] });

    const again = run(directory, ['build', '-o', output, './app'], goVersion);
    expect(again).toMatchObject({ built: [], linked: [], linkReused: [`${path}/app`], failed: [] });
    expect(again.reused).toEqual(expect.arrayContaining([`${path}/app`, `${path}/lib`, 'runtime']));

    rmSync(output);
    const relinked = run(directory, ['build', '-o', output, './app'], goVersion);
    expect(relinked).toMatchObject({ built: [], linked: [`${path}/app`], linkReused: [] });

    writeFiles(directory, { 'lib/lib.go': `package lib\n\n// ${path}\nfunc F() int { return 2 }\n` });
    const changed = run(directory, ['build', '-o', output, './app'], goVersion);
    expect(changed.built).toContain(`${path}/lib`);
    expect(changed.built).not.toContain('runtime');
    expect(changed.reused).toContain('runtime');
  });

  it('counts what failed, or was not started since something below failed, neither as built nor as reused', () => {
    const { directory, path } = makeModule();
    const { built, reused, failed } = run(directory, ['build', './above', './lib'], goVersion);
    expect(failed).toEqual([`${path}/bad`]);
    expect([...built, ...reused].filter((one) => one.startsWith(path))).toEqual([`${path}/lib`]);
  });

  it('counts a program that could not be linked as failed, though its packages were built', () => {
    const { directory, path } = makeModule();
    const summary = run(directory, ['build', '-o', join(directory, 'x.bin'), './unlinkable'], goVersion);
    expect(summary).toMatchObject({ failed: [`${path}/unlinkable`], linked: [], linkReused: [] });
    expect(summary.built).toContain(`${path}/unlinkable`);
  });
});

it('sees the package and the test binary of `go test`', () => {
  const { directory, path } = makeModule();
  expect(run(directory, ['test', '-vet=off', './lib']).linked).toEqual([`${path}/lib.test`]);
  const again = run(directory, ['test', '-vet=off', './lib']);
  expect(again).toMatchObject({ built: [], linked: [], linkReused: [`${path}/lib.test`] });
  expect(again.reused).toEqual(expect.arrayContaining([`${path}/lib`, `${path}/lib.test`]));
});

describe('readActionGraph', () => {
  it.each([
    ['missing', undefined],
    ['torn', '[{"ID":0,'],
    ['of another kind', '{"actions":[]}'],
    ['of other actions', '[{"ID":0,"Mode":"build"}]'],
  ])('says so when the file is %s', (_what, content) => {
    const file = join(makeDirectory(content === undefined ? {} : { 'graph.json': content }), 'graph.json');
    expect(catchError(() => readActionGraph(file))).toMatchObject({
      code: 'action-graph-unreadable',
      message: expect.stringContaining(file) as string,
    });
  });
});
