import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findProgram } from '../../dimension';
import type { Env } from '../../toolchain';
import type { VulnOptions } from '../options/go-options';
import { GoSpace } from '../test/testing/go-space';
import { vulnerabilityDatabase } from './testing/vulnerability-database';
import { vulnTasks } from './vuln-tasks';

jest.setTimeout(300_000);

const ID = 'GO-2024-9001';
const bin = process.env.GOSHAWK_TEST_GOVULNCHECK ?? 'govulncheck';
const isInstalled = findProgram(bin, process.env, process.cwd()) !== undefined;
const onPosix = process.platform === 'win32' ? it.skip : it;
// Skipped, with their names, where it is not installed.
const withScanner = isInstalled ? it : it.skip;

const calling = (name: string, constraint = '') =>
  `${constraint}package ${name}\n\nimport "strings"\n\nfunc Line() string { return strings.Repeat("-", 3) }\n`;

const TEST =
  'package tests\n\nimport (\n\t"strings"\n\t"testing"\n)\n\nfunc TestIt(t *testing.T) { t.Log(strings.Repeat("-", 3)) }\n';

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
  space.modules({
    fine: { 'fine.go': 'package fine\n' },
    imports: { 'imports.go': 'package imports\n\nimport "strings"\n\nvar Upper = strings.ToUpper("a")\n' },
    calls: { 'calls.go': calling('calls') },
    tests: { 'tests.go': 'package tests\n', 'tests_test.go': TEST },
    some: { 'some_windows.go': calling('some'), 'tagged.go': calling('some', '//go:build slow\n\n') },
  });
  space.write(vulnerabilityDatabase('a db', ID, 'strings', 'Repeat'));
});

afterEach(() => space.remove());

async function run(project: string, options: VulnOptions = {}, env: Env = {}) {
  const [outcome] = await vulnTasks([space.task(project, options, env)]);
  return outcome ?? { success: undefined, output: '' };
}

const scan = (project: string, options: VulnOptions = {}, env: Env = {}) =>
  run(project, { binary: bin, db: 'a db', ...options }, env);

it('fails with how to get it where it is not installed', async () => {
  const { success, output } = await run('fine', { binary: 'no-such-scanner' });
  expect(success).toBe(false);
  expect(output).toMatch(
    /no-such-scanner is not there.*\[govulncheck-not-found\]\n {2}Run `go get -tool golang\.org\/x\/vuln/,
  );
  const older = await run('fine', { binary: 'no-such-scanner' }, { GOTOOLCHAIN: 'go1.21.13' });
  expect(older.output).toMatch(/\n {2}Run `go install golang\.org\/x\/vuln/);
});

it('runs the tool of go.mod where that names one, for the platform of the task', async () => {
  space.write({
    'fine/go.mod': 'module example.test/fine\n\ngo 1.24\n\ntool example.test/fine/cmd/govulncheck\n',
    'fine/cmd/govulncheck/main.go': `package main

import (
	"fmt"
	"os"
	"runtime"
)

func main() {
	fmt.Println(os.Args[1:], runtime.GOOS, os.Getenv("GOOS"))
	if len(os.Args) == 3 {
		os.Exit(3)
	}
}
`,
    'go.work': 'go 1.24\n\nuse ./fine\n',
  });
  const host = { win32: 'windows' }[process.platform as string] ?? process.platform;
  const [one, other] = [await run('fine', { goos: 'plan9' }), await run('fine', { test: true })];
  expect([one.success, one.output]).toEqual([true, expect.stringContaining(`[./...] ${host} plan9\n`)]);
  const early = await run('fine', { env: { GOOS: 'plan9' } }, { GOTOOLCHAIN: 'go1.24.13' });
  expect(early.output).toContain(`[./...] ${host} plan9\n`);
  expect([other.success, other.output]).toEqual([false, expect.stringContaining('[-test ./...]')]);
});

it.each<[string, VulnOptions]>([
  ['not-a-sarif-file', { sarifFile: 'fine/fine.go' }],
  ['unknown-vulnerability-database', { db: 'ftp://db' }],
  ['unknown-vulnerability-database', { db: 'http:db' }],
  ['vulnerability-database-not-found', { db: 'none' }],
  ['vulnerability-database-not-found', { db: 'fine' }],
  ['no-go-package', { packages: './nowhere' }],
  ['no-go-package', { packages: ['./...', 'example.test/nowhere/...'] }],
  ['no-go-package', { packages: '-json' }],
])('refuses with %s what %j asks for', async (code, options) => {
  const { success, output } = await run('fine', { binary: process.execPath, ...options });
  expect([success, output]).toEqual([false, expect.stringContaining(`[${code}]`)]);
  expect(space.read('fine/fine.go')).toBe('package fine\n');
});

onPosix('hands the dimension, flags and the go command of the task to the scanner', async () => {
  const script = '#!/bin/sh\necho "$@"\necho "$GOCACHE|$GOARCH|$GOFLAGS|$(command -v go)"\n';
  space.write({ '../bin/govulncheck': script });
  const binary = join(space.root, 'bin', 'govulncheck');
  chmodSync(binary, 0o755);
  const go = findProgram('go', process.env, process.cwd()) ?? '';
  const goBinary = join(space.root, 'other', 'go');
  mkdirSync(join(space.root, 'other'));
  symlinkSync(go, goBinary);
  const db = pathToFileURL(join(space.workspace, 'a db')).href;
  const PATH = [join(space.root, 'bin'), process.env.PATH].join(delimiter);
  const options = {
    db: 'a db',
    tags: ['x', 'y'],
    mod: 'readonly',
    show: ['traces', 'version'],
    goarch: 'arm64',
  };
  const { success, output } = await run('fine', { ...options, goBinary }, { PATH });
  expect([success, output]).toEqual([true, expect.any(String)]);
  const [args, settings] = output.split('\n');
  expect(args).toBe(`-db=${db} -show=traces,version -tags=x,y ./...`);
  expect(settings?.split('|')).toEqual([
    expect.stringMatching(/arm64.*\/gocache$/),
    'arm64',
    '-buildvcs=false -mod=readonly',
    goBinary,
  ]);
  const named = await run('fine', { db, binary, packages: ['./...', 'example.test/calls'] });
  expect(named.output).toContain(`-db=${db} example.test/fine example.test/calls\n`);
  symlinkSync(go, join(space.root, 'other', 'go1.0'));
  const refused = await run('fine', { binary, goBinary: join(space.root, 'other', 'go1.0') });
  expect(refused.output).toContain('[go-binary-not-called-go]');
});

withScanner('with the real govulncheck fails where vulnerable code is called, and only there', async () => {
  const results = [];
  for (const project of ['imports', 'calls', 'tests']) results.push(await scan(project));
  expect(results.map(({ success }) => success)).toEqual([true, false, true]);
  expect(results[1]?.output).toMatch(/calls\.Line calls strings\.Repeat[^]*· failed · /);
  expect(results[0]?.output).not.toContain('failed');
  expect((await scan('tests', { test: true })).success).toBe(false);
});

withScanner('with the real govulncheck reads what the platform and the tags of the task have', async () => {
  const here = { goos: 'linux', goarch: 'amd64' };
  const none = await scan('some', here);
  expect([none.success, none.output]).toEqual([
    true,
    expect.stringMatching(/No vulnerabilities found\.\n[^]*no package on this platform/),
  ]);
  expect((await scan('some', { ...here, goos: 'windows' })).output).toMatch(/some_windows\.go.*Repeat/);
  expect((await scan('some', { ...here, tags: 'slow' })).output).toMatch(/tagged\.go.*Repeat/);
});

withScanner('with the real govulncheck writes SARIF and says the same as without', async () => {
  const sarifFile = 'dist/calls/vuln.sarif';
  const plain = await scan('calls');
  const { success, output } = await scan('calls', { sarifFile });
  expect(success).toBe(false);
  const withoutTime = (text: string) => text.replace(/[\d.]+ s\n$/, '');
  expect(withoutTime(output)).toBe(withoutTime(plain.output));
  const { version, runs } = JSON.parse(space.read(sarifFile)) as {
    version: string;
    runs: { results: { ruleId: string; level: string }[] }[];
  };
  expect(version).toBe('2.1.0');
  expect(runs[0]?.results).toEqual([expect.objectContaining({ ruleId: ID, level: 'error' })]);
  expect((await scan('fine', { sarifFile })).success).toBe(true);
  expect(space.read(sarifFile)).not.toContain('"error"');
  const unreached = await scan('fine', { sarifFile, db: 'http://127.0.0.1:1' });
  expect(unreached).toMatchObject({
    success: false,
    output: expect.stringContaining('The vulnerability database could not be read.') as string,
  });
  expect(existsSync(join(space.workspace, sarifFile))).toBe(false);
});

withScanner('with the real govulncheck fails where code does not compile', async () => {
  space.write({ 'fine/fine.go': 'package fine\n\nvar X int = "x"\n' });
  const { success, output } = await scan('fine', { sarifFile: 'vuln.sarif' });
  expect([success, output]).toEqual([false, expect.stringMatching(/cannot use "x"/)]);
});
