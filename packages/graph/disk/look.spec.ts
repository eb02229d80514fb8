import { keyOf, keyOfGoFiles, pathCountOf, pathsOf } from './look';

describe('pathsOf', () => {
  it.each([
    ['.', '/w'],
    ['a/go.mod', '/w/a/go.mod'],
    ['../a', '/a'],
    // A module cache on another drive of Windows is no relative path.
    ['/cache/a.mod', '/cache/a.mod'],
  ])('finds %s', (path, absolute) => {
    expect(pathsOf('/w', keyOf('t', path)).map((one) => one.replaceAll('\\', '/'))).toEqual([absolute]);
  });

  it('has all Go files of a look', () => {
    const key = keyOfGoFiles('a', ['b.go', 'c.go']);
    expect([pathsOf('/w', key), pathCountOf(key)]).toEqual([['/w/a/b.go', '/w/a/c.go'], 2]);
  });
});
