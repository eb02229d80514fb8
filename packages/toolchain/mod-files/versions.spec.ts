import { compareVersions } from './versions';

/** From golang.org/x/mod/semver's own test and the reference on pseudo-versions, in ascending order. */
const ASCENDING = [
  'bad',
  'v0.0.0-20190101000000-abcdefabcdef',
  'v0.0.0-20240101000000-abcdefabcdef',
  'v1.0.0-alpha',
  'v1.0.0-alpha.1',
  'v1.0.0-alpha.beta',
  'v1.0.0-beta',
  'v1.0.0-beta.2',
  'v1.0.0-beta.11',
  'v1.0.0-rc.1',
  'v1.0.0',
  'v1.2.0',
  'v1.2.3-456',
  'v1.2.3-456.789',
  'v1.2.3-pre',
  'v1.2.3',
  'v1.2.4-0.20240101000000-abcdefabcdef',
  'v1.2.4',
  'v1.10.0',
  'v2.0.0+incompatible',
  'v10.0.0',
  'v99999999999999999999.0.0',
];

describe('compareVersions', () => {
  it('orders as golang.org/x/mod/semver does', () => {
    for (const [index, version] of ASCENDING.entries()) {
      for (const [other, another] of ASCENDING.entries())
        expect([version, another, Math.sign(compareVersions(version, another))]).toEqual([
          version,
          another,
          Math.sign(index - other),
        ]);
    }
  });

  it('does not tell apart what differs in build metadata or in missing zeros, nor what is no version', () => {
    const equal = [
      ['v1', 'v1.0.0'],
      ['v1.2', 'v1.2.0'],
      ['v1.0.0', 'v1.0.0+meta'],
      ['v2.0.0', 'v2.0.0+incompatible'],
    ];
    equal.push(['1.0.0', 'latest'], ['v01.0.0', ''], ['v1.0.0-01', 'v1.0.0-']);
    for (const [a = '', b = ''] of equal) expect(compareVersions(a, b)).toBe(0);
  });
});
