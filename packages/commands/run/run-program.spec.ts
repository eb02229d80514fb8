import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunOptions } from '../options/go-options';
import { GoSpace } from '../test/testing/go-space';
import { runProgram } from './run-program';

jest.setTimeout(300_000);

let space: GoSpace;
let told: string;
let spy: jest.SpyInstance;

beforeEach(() => {
  space = new GoSpace();
  told = '';
  spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
});

afterEach(() => {
  spy.mockRestore();
  space.remove();
});

/** A program that writes its version, arguments and directory to a file, and then does what else it is told. */
const writing = (version: string, then = '') => `package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	dir, _ := os.Getwd()
	text := fmt.Sprint("${version} ", strings.Join(os.Args[2:], ","), " ", dir, " ", os.Getenv("GREETING"))
	if err := os.WriteFile(os.Args[1], []byte(text), 0o644); err != nil {
		panic(err)
	}
	_ = time.Now
	${then}
}
`;

const out = () => join(space.root, 'out.txt');
const written = () => (existsSync(out()) ? readFileSync(out(), 'utf8') : '');

async function run(options: RunOptions) {
  const [outcome] = await runProgram([space.task('app', options)]);
  return outcome;
}

it('a program gets its arguments, its directory and the environment, and its end is kept', async () => {
  space.modules({ app: { 'main.go': writing('first') } });
  const plain = await run({ args: [out(), 'a b', 'c'], env: { GREETING: 'hello' } });
  expect([plain?.success, plain?.exitCode, plain?.output]).toEqual([true, 0, '']);
  expect(written()).toBe(`first a b,c ${join(space.workspace, 'app')} hello`);
  expect(told).toMatch(/goshawk: \S+ · \d+ packages · \d+ built, \d+ reused · [\d.]+ s\n$/);
  space.write({ 'app/main.go': writing('second', 'os.Exit(7)'), 'data/x': '' });
  const failed = await run({ args: [out()], cwd: 'data' });
  expect([failed?.success, failed?.exitCode]).toEqual([false, 7]);
  expect(failed?.output).toBe('goshawk: app ended with exit code 7.\n');
  expect(written()).toMatch(new RegExp(`^second {2}${join(space.workspace, 'data')} `));
  expect(readdirSync(join(space.workspace, '.nx/goshawk/stage'))).toEqual([]);
});

it('what cannot be built or run is said', async () => {
  space.modules({
    app: { 'main.go': 'package main\n\nfunc main() { undefined() }\n', 'other/main.go': writing('other') },
  });
  expect((await run({}))?.output).toMatch(/there are 2 main packages: .*\n.*"package"/);
  const broken = await run({ package: '.' });
  expect([broken?.success, broken?.output]).toEqual([
    false,
    expect.stringMatching(/undefined: undefined[^]* failed /),
  ]);
  const foreign = await run({ package: './other', goos: process.platform === 'win32' ? 'linux' : 'windows' });
  expect(foreign?.output).toMatch(/does not run on/);
  space.write({ 'app/main.go': 'package app\n' });
  expect((await run({ package: '.' }))?.output).toMatch(/there is no main package/);
});

describe('watch', () => {
  const waiting = 'time.Sleep(time.Hour)';

  /** Waits until a condition holds; fails with what is there. */
  async function until(condition: () => boolean): Promise<void> {
    for (const end = Date.now() + 60_000; !condition(); await sleep(50)) {
      if (Date.now() < end) continue;
      process.emit('SIGTERM', 'SIGTERM'); // A program that runs on would keep jest from ending.
      throw new Error(`waited in vain: ${written()}\n${told}`);
    }
  }

  it('starts another program when a file that it is made of changes, and ends with it on a signal', async () => {
    const modules = {
      app: { 'main.go': writing('first', waiting), 'go.sum': '' },
      lib: {
        'lib.go': 'package lib\n\nimport _ "embed"\n\n//go:embed data/name.txt\nvar Name string\n',
        'data/name.txt': 'lib',
      },
    };
    space.modules(modules);
    const running = run({ args: [out()], watch: true });
    await until(() => written().startsWith('first'));
    space.write({ 'app/main.go': 'package main\n\nfunc main() {' });
    await until(() => told.includes('does not build'));
    rmSync(out());
    const importing = writing('second-" + lib.Name + "', waiting).replace(
      '"fmt"',
      '"example.test/lib"\n\t"fmt"',
    );
    space.write({ 'app/main.go': importing });
    await until(() => written().startsWith('second-lib'));
    space.write({ 'lib/data/name.txt': 'changed' });
    await until(() => written().startsWith('second-changed'));
    rmSync(out());
    const builds = () => told.match(/ built, /g)?.length ?? 0;
    const before = builds();
    space.write({ 'lib/data/name.txt': 'changed' });
    await until(() => builds() > before);
    // The same program is not started again.
    expect(written()).toBe('');
    process.emit('SIGINT', 'SIGINT');
    expect((await running)?.success).toBe(true);
    expect(readdirSync(join(space.workspace, '.nx/goshawk/stage'))).toEqual([]);
  });

  it('waits for a change when the program has ended', async () => {
    space.modules({ app: { 'main.go': writing('first', 'os.Exit(2)') } });
    const running = run({ args: [out()], watch: true });
    await until(() => told.includes('ended with exit code 2; waiting for a change'));
    space.write({ 'app/main.go': writing('second', waiting) });
    await until(() => written().startsWith('second'));
    process.emit('SIGTERM', 'SIGTERM');
    expect((await running)?.success).toBe(true);
  });
});
