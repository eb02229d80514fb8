import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../../support/testing/make-directory';
import { GoSpace } from '../testing/go-space';
import { runTests } from '../testing/run-tests';
import { goTest } from '../testing/sources';
import { compareTestInputs } from './compare-test-inputs';
import { readTestInputs, type RecordedTestInputs } from './recorded-inputs';

jest.setTimeout(300_000);

const FILE = 'dist/lib/go-test/default/test-inputs.json';
const SECRET = 'a value that must never be written';

let space: GoSpace;

/** Tests that read variables, files, directories and things that are not there, within the workspace and elsewhere. */
const asking = [
  '\tfor _, name := range []string{"FEATURE", "UNSET", "HOME", "CI", "NX_WORKSPACE_ROOT", "NX_TUI", "NX_PUBLIC_API", "GOFLAGS", "FROM_OPTION"} {',
  '\t\t_ = os.Getenv(name)',
  '\t}',
  '\tfor _, name := range []string{"../fixtures/x.txt", "../fixtures/absent", os.Getenv("OUTSIDE"), "/etc/hosts", os.TempDir() + "/x1234567"} {',
  '\t\t_, _ = os.ReadFile(name)',
  '\t}',
  '\tfor _, name := range []string{"..", "../fixtures"} {',
  '\t\t_, _ = os.ReadDir(name)',
  '\t}',
  '\t_ = t.TempDir()',
];

beforeAll(async () => {
  space = new GoSpace({ CI: 'true', NX_WORKSPACE_ROOT: '/one', NX_TUI: 'true' });
  space.modules({ lib: { 'lib_test.go': goTest('lib', asking.join('\n'), 'os') } });
  space.write({ 'fixtures/x.txt': 'fine' });
  writeFileSync(join(space.root, 'outside.txt'), 'fine');
  const env = { FEATURE: SECRET, OUTSIDE: join(space.root, 'outside.txt') };
  const { success, output } = await runTests(space, 'lib', { env: { FROM_OPTION: 'x' } }, env);
  expect([success, output]).toEqual([true, output]);
});

afterAll(() => space.remove());

function compare(recorded: RecordedTestInputs, env: Record<string, string> = {}) {
  const { env: own } = space.task(
    'lib',
    {},
    { FEATURE: SECRET, OUTSIDE: join(space.root, 'outside.txt'), ...env },
  );
  return compareTestInputs(recorded, { env: own, workspaceRoot: space.workspace });
}

it('a record names what tests read and never a value', () => {
  const [only] = readTestInputs(join(space.workspace, FILE)).packages;
  expect(Object.keys(only?.env ?? {}).sort()).toEqual(['CI', 'FEATURE', 'NX_PUBLIC_API', 'OUTSIDE', 'UNSET']);
  expect(only?.env.UNSET).toBeNull();
  expect(only?.files).toEqual({
    '.': expect.stringMatching(/^directory:/),
    fixtures: expect.stringMatching(/^directory:/),
    'fixtures/absent': 'absent',
    'fixtures/x.txt': expect.stringMatching(/^[0-9a-f]{64}$/),
    [join(space.root, 'outside.txt')]: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(space.read(FILE)).not.toContain(SECRET);
});

it('a replay under the same conditions has no finding', () => {
  // What the run itself wrote lies beneath the workspace root, which the tests listed.
  expect(compare(readTestInputs(join(space.workspace, FILE)))).toEqual({
    findings: [],
    differing: { env: [], files: [] },
  });
});

it.each([
  ['a variable', { FEATURE: 'other' }, 'add { "env": "FEATURE" } to', { env: ['FEATURE'], files: [] }],
  ['a variable that was unset', { UNSET: '' }, 'add { "env": "UNSET" } to', { env: ['UNSET'], files: [] }],
  [
    'a variable that only begins like those of Nx',
    { NX_PUBLIC_API: 'other' },
    'add { "env": "NX_PUBLIC_API" } to',
    { env: ['NX_PUBLIC_API'], files: [] },
  ],
  [
    'a variable of the machine or of the run',
    { HOME: '/elsewhere', GOFLAGS: '-v', NX_WORKSPACE_ROOT: '/two', NX_TUI: 'false' },
    undefined,
    { env: [], files: [] },
  ],
])('%s that differs is told with the line that declares it', (_, env, action, differing) => {
  const compared = compare(readTestInputs(join(space.workspace, FILE)), env);
  expect(compared.differing).toEqual(differing);
  expect(compared.findings.map((finding) => finding.action)).toEqual(
    action === undefined ? [] : [expect.stringContaining(action)],
  );
});

it('files and directories that differ are told with the lines that declare them', () => {
  space.write({ 'fixtures/x.txt': 'oops', 'fixtures/absent': 'here' });
  writeFileSync(join(space.root, 'outside.txt'), 'oops');
  const compared = compare(readTestInputs(join(space.workspace, FILE)));
  rmSync(join(space.workspace, 'fixtures/absent'));
  expect(compared.differing.env).toEqual([]);
  expect(
    compared.findings.map(({ code, severity, subject, action }) => [code, severity, subject, action]),
  ).toEqual([
    expect.arrayContaining(['undeclared-input', expect.stringContaining('"cache": false')]),
    expect.arrayContaining(['add "{workspaceRoot}/fixtures/**/*" to the target\'s inputs']),
    expect.arrayContaining(['add "{workspaceRoot}/fixtures/absent" to the target\'s inputs']),
    [
      'undeclared-input',
      'error',
      'tests of example.test/lib',
      'add "{workspaceRoot}/fixtures/x.txt" to the target\'s inputs',
    ],
  ]);
});

const onPosix = process.platform === 'win32' ? it.skip : it;

onPosix('a file behind a symbolic link is told by the path that Nx hashes', () => {
  const place = { workspaceRoot: makeDirectory({ 'shared/x.txt': 'now' }), env: {} };
  symlinkSync('shared', join(place.workspaceRoot, 'linked'));
  const packages = [{ package: 'example.test/lib', env: {}, files: { 'linked/x.txt': 'was' } }];
  const record = { schemaVersion: 1, task: 'lib:go-test', packages, unknown: [], leftOut: [] } as const;
  expect(compareTestInputs(record, place).findings.map(({ action }) => action)).toEqual([
    'add "{workspaceRoot}/shared/x.txt" to the target\'s inputs',
  ]);
});

it('a record that cannot be read is a known error', () => {
  space.write({ 'broken.json': '{' });
  expect(() => readTestInputs(join(space.workspace, 'broken.json'))).toThrow(
    expect.objectContaining({ code: 'test-inputs-unreadable' }),
  );
});
