import { buildStatement } from './build-statement';
import { parseStatement } from './parse-statement';

const STATEMENT = buildStatement(
  {
    importPath: 'ex',
    packages: [],
    flags: [],
    stamp: false,
    taskActionId: 'build@0123456789abcdef',
    taskInputs: '0123456789abcdef',
    dimension: { name: 'linux-amd64-cgo0-0', fingerprint: 'f'.repeat(64), components: [] },
    workspaceRoot: '/work',
  },
  { name: 'app', digest: 'd'.repeat(64), buildInfo: undefined },
);

/** The statement with another value at a path. */
function changed(path: string, value: unknown): string {
  const copy = JSON.parse(JSON.stringify(STATEMENT)) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce((at, name) => at[name] as Record<string, unknown>, copy);
  parent[last] = value;
  return JSON.stringify(copy);
}

const INTERNAL = 'predicate.buildDefinition.internalParameters';

describe('parseStatement', () => {
  it('reads back what buildStatement states', () => {
    expect(parseStatement(JSON.stringify(STATEMENT))).toEqual({ kind: 'statement', statement: STATEMENT });
  });

  it.each([
    ['', 'it is empty'],
    ['{"_type":', 'it is no JSON'],
    ['[]', 'its _type is undefined'],
    [changed('subject', []), 'its subject is object instead of one artifact'],
    [
      changed('subject.0.digest.sha256', 'abc'),
      'its subject.0.digest.sha256 is "abc" instead of 64 hex digits',
    ],
    [changed('subject.0.name', 1), 'its subject.0.name is number instead of a text'],
    [changed(`${INTERNAL}.taskInputs`, undefined), `its ${INTERNAL}.taskInputs is undefined`],
    [changed(`${INTERNAL}.buildInfo`, 'maybe'), `its ${INTERNAL}.buildInfo is "maybe"`],
    [changed(`${INTERNAL}.dimension.components`, [{ name: 'GOOS' }]), 'instead of a list of components'],
  ])('says what is wrong with %j', (text, reason) => {
    expect(parseStatement(text)).toEqual({ kind: 'malformed', reason: expect.stringContaining(reason) });
  });

  it.each([
    changed('_type', 'https://in-toto.io/Statement/v0.1'),
    changed('predicateType', 'https://spdx.dev/Document'),
    changed('predicate.buildDefinition.buildType', 'https://example.test/build'),
    '{"payloadType":"application/vnd.in-toto+json"}',
  ])('knows those of other tools: %s', (text) => {
    expect(parseStatement(text).kind).toBe('foreign');
  });
});
