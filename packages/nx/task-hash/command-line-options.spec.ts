import fc from 'fast-check';
import { overridesByNx } from '../testing/nx-internals';
import { readDecidingOptions } from './command-line-options';

const SEED = 20261122;

const word = fc.oneof(
  fc.constantFrom('--goos=windows', '--goarch=arm64', '--goos=linux', '--tags=a,b', '--tags=c', '--race'),
  fc.constantFrom('--no-cgo', '--cgo=false', '--cgo', '--env.CGO_CFLAGS=-O1', '--ldflags=-X main.v=1'),
  fc.constantFrom(
    '--outputPath=dist/x',
    '--trimpath=true',
    '--tags=007',
    '--flags=-x',
    '--cache-root=/tmp/x',
  ),
);

const pair = fc.constantFrom(
  ['--goos', 'darwin'],
  ['--tags', 'x y'],
  ['--cacheRoot', '/tmp/caché'],
  ['--mod', 'mod'],
);

const given = fc
  .array(
    fc.oneof(
      word.map((one) => [one]),
      pair,
    ),
    { maxLength: 5 },
  )
  .map((words) => words.flat());

/** Options of Nx itself, which never reach a task. */
const nxOptions = fc.subarray(['--verbose', '--skip-nx-cache', '--parallel=3', '--output-style=static']);

/** Of what Nx hands over, what decides the environment or the dimension of a task. */
function deciding(overrides: Record<string, unknown>): Record<string, unknown> {
  const others = ['_', '__overrides_unparsed__', 'outputPath'];
  return Object.fromEntries(Object.entries(overrides).filter(([name]) => !others.includes(name)));
}

jest.setTimeout(60_000);

describe('readDecidingOptions', () => {
  it.each(['run', 'run-many'] as const)('reads what Nx hands to the tasks of `nx %s`', (mode) => {
    const command =
      mode === 'run' ? ['run', 'app:go-build'] : ['run-many', '-t', 'go-build', '-p', 'app,lib'];
    fc.assert(
      fc.property(nxOptions, given, fc.constantFrom('plain', 'after --'), (own, options, form) => {
        const words = [...command, ...own, ...(form === 'plain' ? options : ['--', ...options])];
        const ours = readDecidingOptions(['/usr/bin/node', '/w/node_modules/.bin/nx', ...words]) ?? {};
        expect(ours).toEqual(deciding(overridesByNx(words, mode)));
      }),
      { numRuns: 100, seed: SEED },
    );
  });

  it('finds none in a command line without any', () => {
    expect(readDecidingOptions(['node', 'nx', 'run', 'app:go-build', '--verbose'])).toBeUndefined();
  });
});
