import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { compileRooms } from '../../toolchain/testing/compile-rooms';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import { specCacheRoot } from '../test/testing/go-space';

jest.setTimeout(180_000);

const DRIVER = `
const { execGo } = require('./commands');
const { formatError } = require('./support');
const [cacheRoot, ...argv] = process.argv.slice(2);
execGo({ argv, cwd: process.cwd(), env: process.env, cacheRoot }).then(
  ({ exitCode }) => { process.exitCode = exitCode; },
  (error) => { process.stderr.write(formatError(error)); process.exitCode = 99; },
);
`;

let driver: string;
const cacheRoot = specCacheRoot();

beforeAll(() => {
  const rooms = compileRooms(['support', 'toolchain', 'graph', 'dimension', 'cache', 'actions', 'commands']);
  driver = join(rooms, 'driver.js');
  writeFileSync(driver, DRIVER);
});

const MODULE = {
  'go.mod': 'module ex\n\ngo 1.21\n',
  'main.go': 'package main\n\nimport "ex/lib"\n\nfunc main() { println(lib.Word) }\n',
  'lib/lib.go': 'package lib\n\nconst Word = "one"\n',
};

function exec(directory: string, argv: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [driver, cacheRoot, ...argv], {
    cwd: directory,
    env: goEnvironment({ CGO_ENABLED: '0', ...env }),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The same command by the go command itself, with its own cache. */
function plain(directory: string, argv: readonly string[]) {
  const [go = 'go', ...args] = argv;
  const env = goEnvironment({ CGO_ENABLED: '0' });
  const { status, stdout, stderr } = spawnSync(go, args, { cwd: directory, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('a go command by execGo', () => {
  it('builds with the cache of its dimension and leaves that of the user alone', () => {
    const directory = makeDirectory(MODULE);
    const GOCACHE = makeDirectory();
    const before = readdirSync(GOCACHE);
    expect(exec(directory, ['go', 'build', '-o', 'app', '.'], { GOCACHE })).toMatchObject({ status: 0 });
    expect(existsSync(join(directory, 'app'))).toBe(true);
    // A listing may leave its index there, but nothing is compiled into it.
    const entries = readdirSync(GOCACHE, { recursive: true, encoding: 'utf8' });
    const outputs = entries.filter((name) => name.endsWith('-d')).map((name) => join(GOCACHE, name));
    expect(outputs.filter((file) => readFileSync(file).subarray(0, 7).toString() === '!<arch>')).toEqual([]);
    expect(before).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['a type error', ['go', 'build', './broken']],
    ['an unknown flag', ['go', 'build', '-nosuchflag']],
    ['a package that is not there', ['go', 'build', './nowhere']],
    ['an unknown verb', ['go', 'nosuchverb']],
    ['a program that fails', ['go', 'run', './fails']],
    ['go vet', ['go', 'vet', './broken']],
  ])('has the exit code and the words of the go command: %s', (_case, argv) => {
    const directory = makeDirectory({
      ...MODULE,
      'broken/broken.go': 'package broken\n\nfunc F() { nosuchfunction() }\n',
      'fails/main.go': 'package main\n\nimport "os"\n\nfunc main() { println("no"); os.Exit(3) }\n',
    });
    const [ours, theirs] = [exec(directory, argv), plain(directory, argv)];
    expect(ours).toEqual(theirs);
    expect(theirs.status).not.toBe(0);
  });

  it('hands arguments to a program as they are', () => {
    const directory = makeDirectory({
      ...MODULE,
      'main.go':
        'package main\n\nimport "os"\n\nfunc main() { for _, a := range os.Args[1:] { println("<" + a + ">") } }\n',
    });
    const argv = ['go', 'run', '.', '-tags=x', 'two words', '', "it's"];
    expect(exec(directory, argv)).toMatchObject({
      status: 0,
      stderr: "<-tags=x>\n<two words>\n<>\n<it's>\n",
    });
  });

  it('takes the directory of -C', () => {
    const directory = makeDirectory();
    writeFiles(
      directory,
      Object.fromEntries(Object.entries(MODULE).map(([path, text]) => [`sub/${path}`, text])),
    );
    expect(exec(directory, ['go', '-C', 'sub', 'run', '.'])).toMatchObject({ status: 0, stderr: 'one\n' });
    expect(exec(directory, ['go', 'build', '-C=sub', '-o', 'app'])).toMatchObject({ status: 0 });
    expect(existsSync(join(directory, 'sub', 'app'))).toBe(true);
  });

  it("uses the user's own overlay", () => {
    const directory = makeDirectory(MODULE);
    writeFiles(directory, {
      'other.go.txt': 'package lib\n\nconst Word = "overlaid"\n',
      'overlay.json': JSON.stringify({
        Replace: { [join(directory, 'lib', 'lib.go')]: join(directory, 'other.go.txt') },
      }),
    });
    expect(exec(directory, ['go', 'run', '-overlay=overlay.json', '.']).stderr).toBe('overlaid\n');
    expect(exec(directory, ['go', 'run', '-overlay', 'overlay.json', '.']).stderr).toBe('overlaid\n');
    expect(exec(directory, ['go', 'run', '.']).stderr).toBe('one\n');
  });

  it('is right after a Go file changed under the same size and mtime', () => {
    const directory = makeDirectory(MODULE);
    const time = new Date(Date.now() - 120_000);
    const file = join(directory, 'init.go');
    const write = (constraint: string) => {
      writeFileSync(file, `//go:build ${constraint}\n\npackage main\n\nfunc init() { println("more") }\n`);
      utimesSync(file, time, time);
    };
    write('ignore');
    expect(exec(directory, ['go', 'run', '.']).stderr).toBe('one\n');
    write('!extra');
    expect(exec(directory, ['go', 'run', '.']).stderr).toBe('more\none\n');
  });

  it('tells which cache it uses when asked by go env', () => {
    const directory = makeDirectory(MODULE);
    const { stdout } = exec(directory, ['go', 'env', 'GOCACHE']);
    expect(stdout.trim().startsWith(cacheRoot)).toBe(true);
    expect(stdout.trim().endsWith('gocache')).toBe(true);
  });
});

describe('in a module whose go.mod cannot be read', () => {
  const directory = makeDirectory({ ...MODULE, 'go.mod': 'module ex\n\nrequre x\n' });

  it.each<[readonly string[]]>([
    [['go', 'version']],
    [['go', 'help', 'build']],
    [['go', 'mod', 'edit', '-json']],
    [['go', 'env', 'GOOS']],
    [['version']],
  ])('%j runs as it is', (argv) => {
    const words = argv[0] === 'go' ? argv : ['go', ...argv];
    expect(exec(directory, argv)).toEqual(plain(directory, words));
  });

  it('a build says what is wrong, in the words of the go command', () => {
    const { status, stderr } = exec(directory, ['go', 'build', './...']);
    expect(status).toBe(99);
    expect(stderr).toContain('unknown directive: requre');
  });
});

describe('outside any module', () => {
  it('go run of a file works', () => {
    const directory = makeDirectory({ 'hello.go': 'package main\n\nfunc main() { println("hello") }\n' });
    expect(exec(directory, ['go', 'run', 'hello.go'])).toMatchObject({ status: 0, stderr: 'hello\n' });
    expect(askGoItself(['env', 'GOMOD'], directory, goEnvironment()).trim()).toBe('/dev/null');
  });
});
