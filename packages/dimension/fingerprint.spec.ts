import fc from 'fast-check';
import type { Component } from './components/component';
import { dimensionName, fingerprintOf } from './fingerprint';

const SEED = 20261122;

const text = fc.string({ maxLength: 8 });
const component: fc.Arbitrary<Component> = fc.record({
  name: text,
  kind: fc.constantFrom('layout', 'soundness'),
  value: text,
  source: text,
});
const components = fc.uniqueArray(component, { selector: ({ name }) => name, minLength: 1 });

function named(values: Readonly<Record<string, string>>): Component[] {
  return Object.entries(values).map(([name, value]) => ({ name, kind: 'layout', value, source: 'default' }));
}

describe('fingerprintOf', () => {
  it('does not depend on the order of components, and not on where their values came from', () => {
    fc.assert(
      fc.property(components, fc.func(fc.integer()), text, (given, rank, source) => {
        const shuffled = given.map((one) => ({ ...one, source })).sort((a, b) => rank(a.name) - rank(b.name));
        expect(fingerprintOf(shuffled)).toBe(fingerprintOf(given));
      }),
      { seed: SEED },
    );
  });

  it('changes with every name and every value', () => {
    fc.assert(
      fc.property(components, fc.nat(), text, (given, place, other) => {
        const at = place % given.length;
        const change = (what: 'name' | 'value') =>
          given.map((one, index) => (index === at ? { ...one, [what]: `${one[what]}/${other}` } : one));
        expect(fingerprintOf(change('value'))).not.toBe(fingerprintOf(given));
        expect(fingerprintOf(change('name'))).not.toBe(fingerprintOf(given));
      }),
      { seed: SEED },
    );
  });

  it('tells where one value ends and the next name begins', () => {
    expect(fingerprintOf(named({ a: 'b', c: 'd' }))).not.toBe(fingerprintOf(named({ a: 'bc', d: '' })));
  });
});

describe('dimensionName', () => {
  const FINGERPRINT = '0123456789abcdef';

  it('names platform, cgo and the beginning of the fingerprint', () => {
    const name = dimensionName(named({ GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '1' }), FINGERPRINT);
    expect(name).toBe('linux-amd64-cgo1-0123456789ab');
  });

  it('names instrumentation', () => {
    const values = { GOOS: 'linux', GOARCH: 'arm64', CGO_ENABLED: '0', instrumentation: 'race,cover' };
    expect(dimensionName(named(values), FINGERPRINT)).toBe('linux-arm64-cgo0-race-cover-0123456789ab');
  });
});
