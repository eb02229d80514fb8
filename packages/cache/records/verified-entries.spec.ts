import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { sha256Of } from '../../support';
import { makeDirectory } from '../../support/testing/make-directory';
import type { ActionId, OutputId } from '../entries/ids';
import { OUTPUT_KINDS, RECORD_SIZE, type VerifiedEntry } from './verified-entry';
import { VerifiedEntries } from './verified-entries';

function entry(name: string, verifiedAt = 1): VerifiedEntry {
  return {
    id: sha256Of(name) as ActionId,
    output: sha256Of(`${name} output`) as OutputId,
    kind: 'archive',
    depth: 'content',
    time: 1_790_000_000_000_000_123n,
    verifiedAt,
    states: Float64Array.from([1, 2.5, 3, 4, 5, Number.NaN, 7, 8]),
  };
}

function store(file: string, ...entries: VerifiedEntry[]): void {
  const verified = new VerifiedEntries(file);
  for (const one of entries) verified.add(one);
  verified.save();
}

const newFile = () => join(makeDirectory(), 'deep', 'index');

describe('VerifiedEntries', () => {
  it('gives back what was added, the last of each action, after any number of runs', () => {
    const added = fc.array(
      fc.array(
        fc.record({
          name: fc.integer({ min: 0, max: 40 }).map(String),
          verifiedAt: fc.integer({ min: 0 }),
          kind: fc.constantFrom(...OUTPUT_KINDS),
        }),
        { maxLength: 30 },
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(added, (runs) => {
        const file = newFile();
        const expected = new Map<string, VerifiedEntry>();
        for (const run of runs) {
          const all = run.map(({ name, verifiedAt, kind }) => ({ ...entry(name, verifiedAt), kind }));
          for (const one of all) expected.set(one.id, one);
          store(file, ...all);
        }
        const verified = new VerifiedEntries(file);
        for (const [id, one] of expected) expect(verified.find(id as ActionId)).toEqual(one);
        expect([...verified.all()].map(({ id }) => id).sort()).toEqual([...expected.keys()].sort());
        expect(verified.find(entry('none').id)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('loses nothing of two processes that verify at the same time', () => {
    const file = newFile();
    const [one, other] = [new VerifiedEntries(file), new VerifiedEntries(file)];
    one.find(entry('a').id);
    other.find(entry('a').id);
    one.add(entry('a'));
    other.add(entry('b'));
    one.save();
    other.save();
    const verified = new VerifiedEntries(file);
    expect(['a', 'b'].map((name) => verified.find(entry(name).id)?.id)).toEqual([
      entry('a').id,
      entry('b').id,
    ]);
  });

  it('takes a file that was cut off at any byte for one with fewer entries, and mends it', () => {
    const file = newFile();
    store(file, entry('a'), entry('b'));
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length += 37) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      const found = [...new VerifiedEntries(file).all()].length;
      expect(found).toBe(Math.max(0, Math.floor(length / RECORD_SIZE) - 1));
      store(file, entry('c'));
      expect(new VerifiedEntries(file).find(entry('c').id)).toEqual(entry('c'));
      expect(statSync(file).size % RECORD_SIZE).toBe(0);
    }
  });

  it('believes no record with a flipped bit', () => {
    const file = newFile();
    store(file, entry('a'));
    const whole = readFileSync(file);
    for (let at = RECORD_SIZE; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 4;
      writeFileSync(file, flipped);
      expect([...new VerifiedEntries(file).all()]).toEqual([]);
    }
  });

  it('takes a file of something else for an empty one', () => {
    const file = join(makeDirectory({ index: 'x'.repeat(1000) }), 'index');
    expect(new VerifiedEntries(file).find(entry('a').id)).toBeUndefined();
    store(file, entry('a'));
    expect(new VerifiedEntries(file).find(entry('a').id)).toEqual(entry('a'));
    appendFileSync(file, 'torn');
    expect(new VerifiedEntries(file).find(entry('a').id)).toEqual(entry('a'));
  });

  it('drops entries that are gone when it is written anew', () => {
    const file = newFile();
    store(file, entry('a'), entry('b'));
    appendFileSync(file, 'torn');
    const verified = new VerifiedEntries(file);
    verified.add(entry('c'));
    verified.save((id) => id !== entry('a').id);
    expect([...new VerifiedEntries(file).all()].map(({ id }) => id).sort()).toEqual(
      [entry('b').id, entry('c').id].sort(),
    );
  });
});
