import type { Component, RecordedDimension } from '../../dimension';
import { compareDimensions } from './compare-dimensions';

function recorded(values: Readonly<Record<string, string>>): RecordedDimension {
  const components = Object.entries(values).map(([name, value]): Component => ({
    name,
    kind: name === 'GOOS' ? 'layout' : 'soundness',
    value,
    source: 'x',
  }));
  return { schemaVersion: 1, name: 'n', fingerprint: 'f', components };
}

describe('compareDimensions', () => {
  it('finds nothing between equal ones, in whatever order they were written', () => {
    expect(
      compareDimensions(recorded({ GOOS: 'linux', a: '1' }), recorded({ a: '1', GOOS: 'linux' })),
    ).toEqual([]);
  });

  it('names what differs, and what only one of them has', () => {
    const first = recorded({ GOOS: 'linux', toolchain: '1', toolexec: '' });
    const second = recorded({ GOOS: 'windows', toolchain: '1', 'C compiler': 'gcc' });
    expect(compareDimensions(first, second)).toEqual([
      { name: 'GOOS', kind: 'layout', first: 'linux', second: 'windows' },
      { name: 'toolexec', kind: 'soundness', first: '', second: undefined },
      { name: 'C compiler', kind: 'soundness', first: undefined, second: 'gcc' },
    ]);
  });
});
