import fc from 'fast-check';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGo } from '../../toolchain';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import { holdsFor, type BuildPoint } from '../testing/condition-holds';
import { ALWAYS, Conditions, NEVER } from './conditions';
import { PLATFORMS } from './platforms';

const ANY_RELEASE = { least: 0, newest: Infinity };
const FILES = Number(process.env.GOSHAWK_TEST_RUNS ?? 300);
const TAGS = ['x', 'y', 'x.y', 'purego', 'gccgo', 'goexperiment.no', 'Öl'];
const WORDS = [
  ...[
    'linux',
    'windows',
    'darwin',
    'ios',
    'android',
    'illumos',
    'solaris',
    'js',
    'wasip1',
    'plan9',
    'aix',
    'hurd',
  ],
  ...['unix', 'amd64', 'arm64', '386', 'wasm', 'mips', 'sparc64', 'riscv64', 'cgo', 'gc', 'ignore'],
  ...['go1.18', 'go1.21', 'go1.22', 'go1.25', 'go1.26', 'go1.27', 'go1.99', 'amd64.v1', 'boringcrypto'],
  ...[...TAGS, ...TAGS],
];
const NAME_PARTS = [
  'linux',
  'windows',
  'android',
  'ios',
  'unix',
  'js',
  'wasm',
  'amd64',
  'arm64',
  'foo',
  'cgo',
  'zos',
];

const expression: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'expression' },
    { weight: 2, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 1, arbitrary: fc.constantFrom(...WORDS).map((word) => `!${word}`) },
    {
      weight: 2,
      arbitrary: fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} && ${b})`),
    },
    { weight: 2, arbitrary: fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `${a} || ${b}`) },
    { weight: 1, arbitrary: tie('expression').map((inner) => `!(${inner})`) },
  ),
})).expression;

const name = fc
  .tuple(
    fc.constantFrom('', 'linux', 'a.windows', '_'),
    fc.array(fc.constantFrom(...NAME_PARTS), { maxLength: 3 }),
    fc.constantFrom('', '', '_test'),
  )
  .map(([first, parts, test]) => [first, ...parts].join('_') + test);

const files = fc.array(fc.tuple(name, fc.option(expression, { freq: 4, nil: undefined })), {
  minLength: FILES,
  maxLength: FILES,
});

interface Listed {
  readonly GoFiles?: string[];
  readonly TestGoFiles?: string[];
}

describe('Conditions', () => {
  it('hold for a build exactly if go takes the file, on all platforms', async () => {
    const [chosen] = fc.sample(files, { seed: 5, numRuns: 1 });
    const named = (chosen ?? []).map(([stem, constraint], index) => ({
      name: `f${index}${stem}.go`,
      constraint,
    }));
    const texts = named.map(({ name: file, constraint }) => {
      const line = constraint === undefined ? '' : `//go:build ${constraint}\n\n`;
      return [file, `${line}package p\n`];
    });
    const cwd = makeDirectory({
      'go.mod': 'module example.com/m\n\ngo 1.21\n',
      ...Object.fromEntries(texts),
    });
    const env = goEnvironment();
    const minor = Number(/1\.(\d+)/.exec(askGoItself(['env', 'GOVERSION'], cwd, env))?.[1]);
    const conditions = new Conditions();
    const found = named.map((file) => conditions.ofFile(file.name, file.constraint, ANY_RELEASE));
    const platforms = askGoItself(['tool', 'dist', 'list'], cwd, env).trim().split('\n');
    let taken = 0;
    for (const [index, platform] of platforms.entries()) {
      const [goos = '', goarch = ''] = platform.split('/');
      const given = TAGS.filter((_, bit) => ((index * 37) >> bit) % 2 === 1);
      const point: BuildPoint = {
        ...{ goos, goarch, minor, cgo: index % 2 === 1 },
        tags: Object.fromEntries([...TAGS, 'boringcrypto'].map((tag) => [tag, given.includes(tag)])),
      };
      const text = await askGo({
        go: 'go',
        cwd,
        env: { ...env, GOOS: goos, GOARCH: goarch, CGO_ENABLED: point.cgo ? '1' : '0' },
        args: ['list', '-e', `-tags=${given.join(',')}`, '-json=GoFiles,TestGoFiles', '.'],
        failure: { code: 'oracle', what: '`go list`' },
      });
      const { GoFiles = [], TestGoFiles = [] } = JSON.parse(text) as Listed;
      const truth = new Set([...GoFiles, ...TestGoFiles]);
      const wrong = named.filter(
        (file, at) => holdsFor(conditions, found[at] ?? NEVER, point) !== truth.has(file.name),
      );
      expect({ platform, given, wrong }).toEqual({ platform, given, wrong: [] });
      taken += truth.size;
    }
    expect(taken).toBeGreaterThan(platforms.length * FILES * 0.1);
  });

  it('knows every platform of the toolchain', () => {
    const known = PLATFORMS.map(({ goos, goarch }) => `${goos}/${goarch}`);
    const listed = askGoItself(['tool', 'dist', 'list'], '.', goEnvironment()).trim().split('\n');
    expect(listed.filter((one) => !known.includes(one))).toEqual([]);
  });

  it.each([
    ['x || !x', ALWAYS],
    ['linux && windows', NEVER],
    ['linux && !unix', NEVER],
    ['android && !linux', NEVER],
    ['ignore || linux && windows', NEVER],
    ['amd64 && arm64', NEVER],
    ['windows && mips', NEVER],
    ['hurd', NEVER],
    ['go1.21 || x', ALWAYS],
    ['gc', ALWAYS],
    ['boringcrypto && !goexperiment.boringcrypto', NEVER],
  ])('%s is %d', (constraint, expected) => {
    expect(new Conditions().ofFile('x.go', constraint, ANY_RELEASE)).toBe(expected);
  });

  it.each([
    ['go1.24', { least: 24, newest: 26 }, 'always'],
    ['go1.25', { least: 24, newest: 26 }, 'at times'],
    ['go1.26', { least: 24, newest: 26 }, 'at times'],
    ['go1.27', { least: 24, newest: 26 }, 'never'],
    ['go1.27', ANY_RELEASE, 'at times'],
    ['go1.20', ANY_RELEASE, 'always'],
    ['go1.90', ANY_RELEASE, 'at times'],
  ])('%s for toolchains %j holds %s', (constraint, releases, expected) => {
    const condition = new Conditions().ofFile('x.go', constraint, releases);
    const told = condition === ALWAYS ? 'always' : condition === NEVER ? 'never' : 'at times';
    expect(told).toBe(expected);
  });

  it('tells builds apart by hundreds of tags without growing beyond measure', () => {
    const conditions = new Conditions();
    const tags = Array.from({ length: 300 }, (_, index) => `t${index}`);
    const all = tags.reduce(
      (sum, tag) => conditions.or(sum, conditions.ofFile('x.go', tag, ANY_RELEASE)),
      NEVER,
    );
    const none = tags.map((tag) => `!${tag}`).join(' && ');
    expect(conditions.and(all, conditions.ofFile('x.go', none, ANY_RELEASE))).toBe(NEVER);
  });
});
