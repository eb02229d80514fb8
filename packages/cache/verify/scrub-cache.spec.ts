import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { makeCache } from '../testing/made-cache';
import { scrubCache } from './scrub-cache';
import { verifyCache, withVerifier, type CachePlace } from './verify-cache';

const texts = Array.from({ length: 600 }, (_, index) => `# test log\n${index}\n`);

function setUp() {
  const { gocache, outputs } = makeCache(texts);
  const place = { gocache, stateDirectory: makeDirectory(), repair: 'nothing' } as const;
  return { place, outputs, cursor: join(place.stateDirectory, 'scrub.json') };
}

function scrub(place: CachePlace, milliseconds: number) {
  return withVerifier(place, (verifier) => scrubCache(verifier, place.stateDirectory, milliseconds));
}

/** Writes into a file, and takes what was verified for true: as a bad sector would have it. */
function rot(file: string): void {
  const bytes = readFileSync(file);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

it('256 slices read a whole cache, each at least one directory, and come round again', () => {
  const { place, outputs } = setUp();
  const first = verifyCache({ ...place, scopes: [{ of: 'all' }], depth: 'digest', trust: 'states' });
  expect(first).toMatchObject({ entries: texts.length, findings: [] });
  const [one = '', other = ''] = outputs;
  rot(one);
  for (let round = 0; round < 2; round++) {
    const found = Array.from({ length: 256 }, () => scrub(place, 0)).flat();
    expect(found.map(({ code }) => code)).toEqual(['output-altered']);
  }
  rot(one);
  rot(other);
  expect(scrub(place, 60_000).map(({ code }) => code)).toEqual(['output-altered']);
});

it.each([
  ['is gone', ({ cursor }: ReturnType<typeof setUp>) => rmSync(cursor)],
  ['is damaged', ({ cursor }: ReturnType<typeof setUp>) => writeFileSync(cursor, '{"next":256}')],
])('begins anew where its note %s', (_, damage) => {
  const own = setUp();
  scrub(own.place, 0);
  damage(own);
  rot(own.outputs[3] ?? '');
  const found = Array.from({ length: 256 }, () => scrub(own.place, 0)).flat();
  expect(found).toHaveLength(1);
});

it('passes over what is in no cache', () => {
  const place = {
    gocache: join(makeDirectory(), 'none'),
    stateDirectory: makeDirectory(),
    repair: 'nothing',
  } as const;
  expect(scrub(place, 1000)).toEqual([]);
});
