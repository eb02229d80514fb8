import { parseLinkerArguments } from './linker-arguments';

test('libraries are static or dynamic by what stands before them', () => {
  const flags = [
    '-L/a',
    '-L',
    'b',
    '-lone',
    '-Wl,-Bstatic',
    '-ltwo',
    '-Wl,-Bdynamic',
    '-l',
    'three',
    '-l:four.so.1',
  ];
  const { directories, libraries } = parseLinkerArguments(flags, '/w');
  expect(directories).toEqual(['/a', '/w/b']);
  expect(libraries.map(({ name, linking }) => `${name} ${linking}`)).toEqual([
    'one dynamic',
    'two static',
    'three dynamic',
    ':four.so.1 dynamic',
  ]);
});

test('-static counts for libraries before it', () => {
  const { libraries } = parseLinkerArguments(['-lone', '-static'], '/w');
  expect(libraries.map(({ linking }) => linking)).toEqual(['static']);
});

test('files are found behind options, and files that the linker writes are left out', () => {
  const flags = [
    'x.o',
    '-Wl,--version-script=v.map',
    '-Wl,-T,s.ld',
    '-Wl,-Map=out.map',
    '-Wl,-Map,o2.map',
    '-Xlinker',
    'y.a',
  ];
  expect(parseLinkerArguments(flags, '/w').candidates).toEqual(['/w/x.o', '/w/v.map', '/w/s.ld', '/w/y.a']);
});

test('frameworks and their directories are kept apart', () => {
  const { frameworks, frameworkDirectories } = parseLinkerArguments(
    ['-F/f', '-framework', 'Foo', '-F', 'g'],
    '/w',
  );
  expect({ frameworks, frameworkDirectories }).toEqual({
    frameworks: ['Foo'],
    frameworkDirectories: ['/f', '/w/g'],
  });
});
