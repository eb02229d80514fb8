import { join } from 'node:path';
import { isBeneath } from './is-beneath';

const at = (...parts: string[]) => join(process.platform === 'win32' ? 'C:\\' : '/', ...parts);

describe('isBeneath', () => {
  it('takes the directory itself and what lies in it', () => {
    expect(isBeneath(at('a', 'b'), at('a', 'b'))).toBe(true);
    expect(isBeneath(at('a', 'b', 'c'), at('a', 'b'))).toBe(true);
    expect(isBeneath(at('a', '..b'), at('a'))).toBe(true);
    expect(isBeneath(at('a'), at())).toBe(true);
  });

  it('takes no neighbour whose name begins the same, and nothing above', () => {
    expect(isBeneath(at('a', 'bc'), at('a', 'b'))).toBe(false);
    expect(isBeneath(at('a'), at('a', 'b'))).toBe(false);
    expect(isBeneath('', at('a'))).toBe(false);
    expect(isBeneath(at('a'), '')).toBe(false);
  });

  it('follows .. in paths that nobody has normalised', () => {
    expect(isBeneath(`${at('a', 'b')}/../c`, at('a', 'b'))).toBe(false);
    expect(isBeneath(`${at('a', 'b')}/../c`, at('a'))).toBe(true);
  });
});
