import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { sha256Of } from '../../support';
import { formatActionEntry } from '../entries/action-entry';
import { CacheDirectory } from '../entries/cache-directory';
import { subkey, type ActionId, type OutputId } from '../entries/ids';
import type { VerificationScope } from './verification-scope';
import { verifyCache } from './verify-cache';

const check = sha256Of('a check of vet') as ActionId;
const stdout = subkey(check, 'stdout');

function setUp() {
  const cache = new CacheDirectory(makeDirectory());
  const put = (id: ActionId, text: string) => {
    const output = sha256Of(text) as OutputId;
    for (const path of [cache.actionPath(id), cache.outputPath(output)]) {
      mkdirSync(dirname(path), { recursive: true });
    }
    writeFileSync(cache.actionPath(id), formatActionEntry({ id, output, size: text.length, time: 1n }));
    writeFileSync(cache.outputPath(output), text);
    return cache.outputPath(output);
  };
  put(check, 'facts');
  const output = put(stdout, 'found something');
  const place = {
    gocache: cache.path,
    stateDirectory: makeDirectory(),
    trust: 'states',
    depth: 'digest',
  } as const;
  const kinds = { of: 'kinds', kinds: new Set(['other'] as const) } as const;
  const verify = (
    repair: 'nothing' | 'quarantine',
    scopes: readonly VerificationScope[] = [{ of: 'new' }, kinds],
  ) => verifyCache({ ...place, repair, scopes }).findings.map(({ code, entry }) => [code, entry]);
  return { cache, output, verify };
}

it.each([
  ['gone', ({ cache }: ReturnType<typeof setUp>) => rmSync(cache.actionPath(stdout)), []],
  [
    'malformed',
    ({ cache }: ReturnType<typeof setUp>) => writeFileSync(cache.actionPath(stdout), 'x'),
    [['entry-malformed', stdout]],
  ],
  [
    'without its output',
    ({ output }: ReturnType<typeof setUp>) => rmSync(output),
    [['output-missing', stdout]],
  ],
  [
    'of half its size',
    ({ output }: ReturnType<typeof setUp>) => writeFileSync(output, 'found'),
    [['output-truncated', stdout]],
  ],
] as const)('a check of vet goes with what it printed, which is %s', (_, damage, notes) => {
  const own = setUp();
  expect(own.verify('nothing')).toEqual([]);
  damage(own);
  expect(own.verify('nothing')).toEqual([...notes, ['stdout-lost', check]]);
  own.verify('quarantine');
  expect(own.cache.readAction(check)).toBe('absent');
  expect(own.verify('nothing').filter(([code]) => code === 'stdout-lost')).toEqual([]);
});

it.each<[string, readonly VerificationScope[]]>([
  ['as a whole', [{ of: 'all' }]],
  ['in parts', [1, 2, 3].map((number) => ({ of: 'part', number, parts: 3 }))],
])('what is gone is missed where a cache is verified %s', (_, scopes) => {
  const { cache, verify } = setUp();
  verify('nothing');
  rmSync(cache.actionPath(stdout));
  expect(verify('nothing', scopes)).toEqual([['stdout-lost', check]]);
});

it('nothing is lost where the check has gone as well', () => {
  const { cache, verify } = setUp();
  verify('nothing');
  for (const id of [check, stdout]) renameSync(cache.actionPath(id), `${cache.path}/${id}`);
  expect(verify('nothing')).toEqual([]);
});
