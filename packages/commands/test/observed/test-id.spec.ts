import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findGo, parseGoArguments, readActionGraph, readGoEnv, runProcess } from '../../../toolchain';
import { binaryArguments, keyArguments } from '../arguments/binary-arguments';
import { GoSpace } from '../testing/go-space';
import { reading } from '../testing/sources';
import { testIdsOf } from './test-id';
import { readTestLog } from './test-log';

jest.setTimeout(300_000);

let scratch: string;
let space: GoSpace;

beforeEach(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-spec-')));
  space = new GoSpace();
});

afterEach(() => {
  space.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** Flags as a user gives them, and GOFLAGS. */
const CASES: [string, string[], string][] = [
  ['no flag', [], ''],
  [
    'flags that Go prints in its own way',
    ['-timeout=90m0.5s', '-short', '-parallel', '03', '-failfast=T'],
    '',
  ],
  ['a pattern with signs', ['-run', 'Test[^"\\\\]|\tü\u00a0😀\u0007'], ''],
  [
    'flags of GOFLAGS, in the order of their names',
    ['-cpu=1,2'],
    '-timeout=300ms -test.short -benchtime=2x -timeout=5m',
  ],
];

describe.each(['go1.21.13', 'local'])('the test IDs of %s', (toolchain) => {
  it.each(CASES)('are those that the go command prints, with %s', async (_, given, goflags) => {
    space.modules({ lib: { 'lib_test.go': reading('lib', '"testdata/x.txt"') } });
    space.write({ 'lib/testdata/x.txt': 'fine' });
    const { env: own, projectRoot: cwd } = space.task('lib', {});
    const gocache = join(space.cacheRoot, `plain-${toolchain}`);
    const env = { ...own, GOTOOLCHAIN: toolchain, GOFLAGS: goflags, GOCACHE: gocache, PWD: undefined };
    const go = findGo({ env, cwd });
    const graphFile = join(scratch, 'actions.json');
    const { stderr, stdout } = await runProcess({
      file: go,
      args: ['test', '-json', `-debug-actiongraph=${graphFile}`, '.', ...given],
      cwd,
      env: { ...env, GODEBUG: 'gocachetest=1' },
    });
    const printed = [...stderr.matchAll(/test ID [0-9a-f]+ => ([0-9a-f]+)$/gm)].map(([, id]) => id);
    const goEnv = await readGoEnv({ go, cwd, env });
    const { flags } = parseGoArguments('test', given);
    const key = keyArguments(binaryArguments({ goEnv, flags, programArguments: [] }), goEnv.GOVERSION);
    const ids = testIdsOf(readActionGraph(graphFile), key ?? [], goEnv.GOVERSION).get('example.test/lib');
    expect(printed).toEqual([ids?.byLink, ids?.byBinary]);
    expect(ids === undefined ? undefined : readTestLog(gocache, ids, cwd)).toEqual(
      stdout.includes('"no tests to run') || goflags !== ''
        ? expect.anything()
        : { env: [], paths: [join(cwd, 'testdata/x.txt')] },
    );
  });
});
