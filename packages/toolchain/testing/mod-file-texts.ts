import fc from 'fast-check';

const PATHS = [
  'example.com/a',
  'example.com/b/v2',
  'gopkg.in/yaml.v3',
  'gopkg.in/c.v1',
  'Example.com/D',
  'x',
];
const ODD_PATHS = [
  'example.com/e/v1',
  'gopkg.in/f',
  '"example.com/q"',
  '`example.com/r`',
  "ex'a.com",
  '""',
  '"\\x61/b"',
];
const VERSIONS = [
  'v1.0.0',
  'v1.2.3-pre.1',
  'v0.0.0-20240101000000-abcdefabcdef',
  'v2.0.0',
  'v3.1.0',
  'v2.1.0+incompatible',
];
const ODD_VERSIONS = [
  'v1.2',
  'v1',
  'master',
  'v1.0.0+meta',
  'v01.0.0',
  '"v1.0.0"',
  'v1.0.0-',
  'latest',
  '1.0.0',
];
const TARGETS = [
  '../x',
  './x',
  '.',
  '..',
  '/abs/x',
  '"../a b"',
  '../c// why',
  'C:\\w',
  'C:/w',
  'y',
  'y@v1.0.0',
  '.\\z',
  '`../t`',
];

const path = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PATHS) }, fc.constantFrom(...ODD_PATHS));
const version = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...VERSIONS) },
  fc.constantFrom(...ODD_VERSIONS),
);
const space = fc.constantFrom(' ', ' ', '\t', '  ', ' \r');
const comment = fc.constantFrom(
  '',
  '',
  '',
  ' // indirect',
  '//indirect',
  ' // indirect; why',
  ' // indirect why',
  ' // a',
  ' //',
);
const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n', '\n// alone\n');

const replacement = fc
  .tuple(
    path,
    fc.option(version),
    fc.constantFrom('=>', '=>', '=>', '=>', '->'),
    fc.oneof(fc.constantFrom(...TARGETS), fc.tuple(path, version)),
  )
  .map(([from, of, arrow, to]) => [
    from,
    ...(of === null ? [] : [of]),
    arrow,
    ...(typeof to === 'string' ? [to] : to),
  ]);
const word = (...words: string[]) => fc.constantFrom(...words).map((one) => [one]);
const GO = word('1.21', '1.26.8', '1.9rc1', 'v1.2', '1', '1.021', '1.99');
const TOOLCHAIN = word('go1.21.3', 'default', 'go1', 'local', 'go2');
const GODEBUG = word('a=b', 'default=go1.21', 'a', '"a=b"', 'a=b=c', '=');

const OF_GO_MOD: Readonly<Record<string, fc.Arbitrary<string[]>>> = {
  module: path.map((one) => [one]),
  go: GO,
  toolchain: TOOLCHAIN,
  godebug: GODEBUG,
  require: fc.tuple(path, version),
  exclude: fc.tuple(path, version),
  replace: replacement,
  retract: fc.oneof(
    word('v1.0.0', 'x'),
    fc.tuple(version, version).map(([low, high]) => [`[${low},`, `${high}]`]),
    word('[v1', '[v1]', '('),
  ),
  tool: word('example.com/cmd/t', '"example.com/u"', 'a b'),
  ignore: word('./node_modules', 'static', '"a b"'),
  unknown: word('x'),
};

const OF_GO_WORK: Readonly<Record<string, fc.Arbitrary<string[]>>> = {
  go: GO,
  toolchain: TOOLCHAIN,
  godebug: GODEBUG,
  replace: replacement,
  use: word('.', './a', '"./a b"', '../c', '/abs', '`d`'),
  unknown: word('x'),
};

function line(words: fc.Arbitrary<string[]>): fc.Arbitrary<string> {
  return fc
    .tuple(words, space, comment, lineEnd)
    .map(([given, between, after, end]) => given.join(between) + after + end);
}

function statement([verb, words]: [string, fc.Arbitrary<string[]>]): fc.Arbitrary<string> {
  const block = fc
    .tuple(
      fc.constantFrom(' (\n', ' (// why\n', '(\r\n', ' ( \n\n'),
      fc.array(line(words), { maxLength: 3 }),
      fc.constantFrom(')\n', ')// why\n', ' )\r\n'),
    )
    .map(([open, lines, close]) => `${verb}${open}${lines.map((one) => `\t${one}`).join('')}${close}`);
  const empty = fc.constantFrom(`${verb} ()\n`, `${verb} ( ) // why\n`);
  const single = line(words.map((given) => [verb, ...given]));
  return fc.oneof({ weight: 6, arbitrary: single }, { weight: 3, arbitrary: block }, empty);
}

/** One change of a text that may break it. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  removed: fc.integer({ min: 0, max: 2 }),
  added: fc.constantFrom(
    ...[
      '',
      '"',
      '`',
      '\\',
      '(',
      ')',
      ',',
      '[',
      '/',
      '/*',
      '//',
      '=>',
      '\ufeff',
      '\u00a0',
      'é',
      '\u0000',
      '\r',
      '\t',
    ],
    ...[' ', "'", '@', '\u{1F600}', '\n', '{', '\u200b', '-', '.0'],
  ),
});

function texts(directives: Readonly<Record<string, fc.Arbitrary<string[]>>>): fc.Arbitrary<string> {
  const statements = fc.array(fc.oneof(...Object.entries(directives).map(statement)), { maxLength: 5 });
  const mutations = fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(mutation, { maxLength: 2 }));
  return fc.tuple(statements, mutations).map(([parts, changes]) =>
    changes.reduce((text, { at, removed, added }) => {
      const place = Math.floor(at * (text.length + 1));
      return (text.slice(0, place) + added + text.slice(place + removed)).replace(/\p{Cs}/gu, '\ufffd');
    }, parts.join('')),
  );
}

/** Texts that are, or nearly are, a go.mod. */
export const goModTexts = texts(OF_GO_MOD);

/** Texts that are, or nearly are, a go.work. */
export const goWorkTexts = texts(OF_GO_WORK);
