import { isSettled } from './file-clock';

const NOW = 1_700_000_000_500_000_000n;

describe('isSettled', () => {
  it.each([
    ['of a moment ago', NOW - 10_000_000n, false],
    ['of a tick ago', NOW - 30_000_000n, true],
    ['of the running second, rounded to a second', 1_700_000_000_000_000_000n, false],
    ['of the second before, rounded to two', 1_699_999_999_000_000_000n, false],
    ['of three seconds ago, rounded', 1_699_999_997_000_000_000n, true],
    ['of a file that is not there', 0n, true],
    ['in the future', NOW + 1n, false],
  ])('judges a time %s', (_case, time, settled) => {
    expect(isSettled(time, NOW)).toBe(settled);
  });
});
