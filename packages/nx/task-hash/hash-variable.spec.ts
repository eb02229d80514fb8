import fc from 'fast-check';
import { digestsOf, formatDigests, hashVariableOf } from './hash-variable';

const SEED = 20261122;

/** Ids as Nx makes them of names, which may hold anything but a line's end. */
const name = fc.string({ unit: fc.constantFrom('a', 'B', '@', '/', '-', '_', '.', ',', '=', '%', ' ', 'ß') });
const id = fc.array(name, { minLength: 2, maxLength: 3 }).map((names) => names.join(':'));
const digest = fc.stringMatching(/^[0-9a-f]{16}$/);
const digests = fc
  .uniqueArray(fc.tuple(id, fc.array(digest, { maxLength: 3 })), { selector: ([key]) => key })
  .map((entries) => new Map(entries));

describe('the value of a hash variable', () => {
  it('gives back to each task its own digests, whatever it is called', () => {
    fc.assert(
      fc.property(digests, (given) => {
        const value = formatDigests(given);
        for (const [task, own] of given)
          expect(digestsOf(value, task).sort()).toEqual([...new Set(own)].sort());
      }),
      { numRuns: 500, seed: SEED },
    );
  });

  it('gives a task that was not hashed none', () => {
    expect(digestsOf(formatDigests(new Map([['app:go-build', ['0123']]])), 'app:go-build:debug')).toEqual([]);
    expect(digestsOf('', 'app:go-build')).toEqual([]);
  });

  it('does not depend on the order in which digests were computed', () => {
    fc.assert(
      fc.property(digests, (given) => {
        const reversed = new Map([...given].reverse().map(([task, own]) => [task, [...own].reverse()]));
        expect(formatDigests(reversed)).toBe(formatDigests(given));
      }),
      { numRuns: 200, seed: SEED },
    );
  });
});

describe('hashVariableOf', () => {
  it.each([
    ['app', 'GOSHAWK_INPUTS_APP'],
    ['@scope/my-app', 'GOSHAWK_INPUTS_SCOPE_MY_APP'],
    ['a..b', 'GOSHAWK_INPUTS_A_B'],
  ])('calls that of %s %s', (project, expected) => {
    expect(hashVariableOf(project)).toBe(expected);
  });

  it('is a name that every system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (project) => {
        expect(hashVariableOf(project)).toMatch(/^[A-Z][A-Z0-9_]*$/);
      }),
      { seed: SEED },
    );
  });
});
