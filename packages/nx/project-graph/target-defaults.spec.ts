import fc from 'fast-check';
import { defaultSettingsOf } from '../../graph/testing/default-settings';
import { targetDefaultsByNx } from '../testing/nx-internals';

const project = { root: 'libs/web', name: '@shop/web-site', tags: ['kind:site', 'npm'] };

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const patterns = fc.array(
  some(
    '*',
    'web',
    'site',
    'web-site',
    '@shop/*',
    '!@shop/web-site',
    '!other',
    'tag:npm',
    '!tag:kind:*',
    'libs/*',
  ),
  { maxLength: 3 },
);
const filter = fc.record(
  { projects: patterns, executor: some('@nx/vite:build', 'nx:run-script'), plugin: some('@nx/vite/plugin') },
  { requiredKeys: [] },
);
const settings = fc.record(
  {
    outputs: fc.array(some('{projectRoot}/a', '{projectRoot}/b'), { maxLength: 2 }),
    options: fc.record({ one: some('1', '2'), two: some('1', '2') }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const entry = fc.tuple(settings, fc.option(filter, { nil: undefined }));
const filtered = entry.map(([own, only]) => ({ ...own, ...(only && { filter: only }) }));
const key = some(
  ...[
    'build',
    'build:css',
    'b*',
    '*',
    'build:*',
    '{build,test}',
    'buil?',
    '[a-c]*',
    '[!a]uild',
    '@(build|x)*',
  ],
  ...['nx:run-script', '@nx/vite:build', '**', 'test'],
);
const target = fc.record({
  name: some('build', 'build:css', 'test', 'e2e'),
  executor: some(undefined, 'nx:run-script', '@nx/vite:build'),
});

it('says of outputs and options what Nx says', () => {
  const defaults = fc.dictionary(key, fc.oneof(settings, fc.array(filtered, { maxLength: 3 })), {
    maxKeys: 5,
  });
  fc.assert(
    fc.property(defaults, target, (written, { name, executor }) => {
      const given = executor === undefined ? { name } : { name, executor };
      const found = defaultSettingsOf(written, given, project);
      const expected = targetDefaultsByNx(structuredClone(written), given, project) ?? {};
      expect(found).toEqual({ outputs: undefined, options: {}, ...expected });
    }),
    { numRuns: 2000, seed: 1 },
  );
});

it.each([undefined, 'x', [], { build: 'x' }, { build: [null, 'x', { filter: 'x', outputs: 'x' }] }])(
  'passes over what is malformed: %j',
  (written) => {
    const { outputs } = defaultSettingsOf(written, { name: 'build' }, project);
    expect(outputs).toBeUndefined();
  },
);
