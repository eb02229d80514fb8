import fc from 'fast-check';
import { scanGoFile } from './scan-go-file';
import { scanPlainHeader } from './scan-plain-header';
import { goSource, mutatedSource, plainSource } from './testing/go-sources';

test('whatever it answers is what the whole scanner says of the file', () => {
  fc.assert(
    fc.property(fc.oneof(goSource, mutatedSource, plainSource), fc.nat(300), (source, length) => {
      const [whole, part] = [scanPlainHeader(source), scanPlainHeader(source.slice(0, length))];
      if (whole !== undefined) expect(whole).toEqual(scanGoFile(source));
      if (part !== undefined) expect(part).toEqual(scanGoFile(source));
    }),
    { numRuns: 20_000 },
  );
});

test('it answers for files as gofmt leaves them', () => {
  fc.assert(
    fc.property(plainSource, (source) => {
      expect(scanPlainHeader(source)).toEqual(scanGoFile(source));
    }),
  );
});

test.each([
  ['a build constraint', '//go:build linux\n\npackage p\n\nvar X = 1\n'],
  ['an old build constraint', '// +build linux\n\npackage p\n\nvar X = 1\n'],
  ['cgo', 'package p\n\nimport "C"\n\nvar X = 1\n'],
  ['embed', 'package p\n\nimport _ "embed"\n\nvar X = 1\n'],
  ['other characters than ASCII', '// ü\npackage p\n\nvar X = 1\n'],
  ['a keyword for a name', 'package func\n\nvar X = 1\n'],
  ['a block comment that ends a statement', 'package p /*\n*/ import "fmt"\n\nvar X = 1\n'],
  ['an end that may be none', 'package p\n\nimport "fmt"\n'],
])('a file with %s is left to the whole scanner', (_what, source) => {
  expect(scanPlainHeader(source)).toBeUndefined();
});
