import { splitPkgConfigOutput } from './split-output';

// The cases of the go command's own test (cmd/go/internal/work/build_test.go: TestSplitPkgConfigOutput).
test.each([
  [
    '-r:foo -L/usr/white\\ space/lib -lfoo\\ bar -lbar\\ baz',
    ['-r:foo', '-L/usr/white space/lib', '-lfoo bar', '-lbar baz'],
  ],
  ['-lextra\\ fun\\ arg\\\\', ['-lextra fun arg\\']],
  ['\textra     whitespace\r\n', ['extra', 'whitespace\r']],
  ['     \r\n      ', ['\r']],
  [
    '"-r:foo" "-L/usr/white space/lib" "-lfoo bar" "-lbar baz"',
    ['-r:foo', '-L/usr/white space/lib', '-lfoo bar', '-lbar baz'],
  ],
  ['"-lextra fun arg\\\\"', ['-lextra fun arg\\']],
  ['"     \\r\\n\\      "', ['     \\r\\n\\      ']],
  ['""', ['']],
  ['', []],
  ['"\\\\"', ['\\']],
  [String.raw`"\x"`, [String.raw`\x`]],
  [String.raw`"\\x"`, [String.raw`\x`]],
  [String.raw`'\\'`, [String.raw`\\`]],
  [String.raw`'\x'`, [String.raw`\x`]],
  ['\\\n', []],
  [`-fPIC -DQUOTED='"/test/share/doc"'`, ['-fPIC', '-DQUOTED="/test/share/doc"']],
  ['-DQUOTED="/test/share/doc"', ['-DQUOTED=/test/share/doc']],
  [String.raw`-DQUOTED=\"/test/share/doc\"`, ['-DQUOTED="/test/share/doc"']],
  [String.raw`-DQUOTED='/te\st/share/d\oc'`, [String.raw`-DQUOTED=/te\st/share/d\oc`]],
  [
    String.raw`-Dhello=10 -Dworld=+32 -DFROM=hello\ world`,
    ['-Dhello=10', '-Dworld=+32', '-DFROM=hello world'],
  ],
  [String.raw`"broken\"" \\\a "a"`, ['broken"', String.raw`\a`, 'a']],
  ['""\\\n', ['']],
])('%j is split as the go command splits it', (output, expected) => {
  expect(splitPkgConfigOutput(output)).toEqual(expected);
});

test.each([
  '"     \\r\\n      ',
  '"-r:foo" "-L/usr/white space/lib "-lfoo bar" "-lbar baz"',
  '"-lextra fun arg\\\\',
  'broken flag\\',
  '\\',
])('%j is refused as the go command refuses it', (output) =>
  expect(() => splitPkgConfigOutput(output)).toThrow('pkg-config printed'),
);

test.each(['a$b', 'a;b', '`a`', '"$x"'])('a sign of the shell in %j is refused', (output) => {
  expect(() => splitPkgConfigOutput(output)).toThrow('pkg-config printed an unquoted');
});
