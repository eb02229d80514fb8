import fc from 'fast-check';
import { SHARED_OPTION_NAMES } from '../../commands';
import schema from '../executors/go-build/schema.json';
import goRun from '../executors/go-run/schema.json';
import goTest from '../executors/go-test/schema.json';
import { overridesByNx } from '../testing/nx-internals';
import { readDecidingOptions } from './command-line-options';

const SEED = 20261122;

/** A few spellings of each option, by what the schema says of its type. */
const spellings = Object.entries(schema.properties)
  .filter(([name]) => SHARED_OPTION_NAMES.includes(name))
  .map(([name, property]) => spellingsOf(name, 'type' in property ? property.type : 'several'));

function spellingsOf(name: string, type: string): string[][] {
  const dashed = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (type === 'boolean') return [[`--${name}`], [`--no-${name}`], [`--${name}=false`], [`--${name}=true`]];
  if (type === 'object') return [[`--${name}.CGO_CFLAGS=-O1`]];
  const values = ['x', '007', 'a,b', '-X main.v=1', '/tmp/caché'];
  return values.flatMap((value) => [[`--${dashed}=${value}`], [`--${name}`, value.replace(/^-/, '')]]);
}

const given = fc
  .array(fc.oneof(fc.constant(['--outputPath=dist/x']), ...spellings.map((own) => fc.constantFrom(...own))), {
    maxLength: 5,
  })
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

  it('knows every option that executors of more than one kind have', () => {
    const [build, run, test] = [schema, goRun, goTest].map(({ properties }) => Object.keys(properties));
    const common = (build ?? []).filter((name) => run?.includes(name) === true && test?.includes(name));
    expect(common.sort()).toEqual([...SHARED_OPTION_NAMES].sort());
  });

  it.each([
    ['--stamp', { stamp: true }],
    ['--no-stamp', { stamp: false }],
    ['--pgo=off', { pgo: 'off' }],
    ['--cgo=false', { cgo: false }],
    ['--flags=-a,-v', { flags: ['-a', '-v'] }],
  ])('reads %s', (word, expected) => {
    expect(readDecidingOptions(['node', 'nx', 'run', 'app:go-build', word])).toEqual(expected);
  });

  it('finds none in a command line without any', () => {
    expect(readDecidingOptions(['node', 'nx', 'run', 'app:go-build', '--verbose'])).toBeUndefined();
  });
});
