import { isAtLeast } from './find-tools.mjs';

describe('isAtLeast', () => {
  it.each([
    ['20.19.0', '20.19'],
    ['20.20.2', '20.19'],
    ['22.0.0', '20.19'],
    ['20.19', '20.19.0'],
  ])('%s is at least %s', (version, required) => {
    expect(isAtLeast(version, required)).toBe(true);
  });

  it.each([
    ['20.9.0', '20.19'],
    ['18.20.0', '20.19'],
    ['20', '20.19'],
  ])('%s is older than %s', (version, required) => {
    expect(isAtLeast(version, required)).toBe(false);
  });
});
