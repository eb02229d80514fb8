import fc from 'fast-check';
import { catchError } from '../../support/testing/catch-error';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { joinQuoted } from '../process/quoted';
import { parseBuildFlags } from './build-flags';

jest.setTimeout(60_000);

describe('parseBuildFlags', () => {
  it('has Go’s defaults when nothing is given', () => {
    expect(parseBuildFlags('', [])).toMatchObject({
      ...{
        tags: [],
        race: false,
        msan: false,
        asan: false,
        cover: false,
        trimpath: false,
        buildmode: 'default',
      },
      ...{ toolexec: undefined, overlay: undefined, mod: undefined, modfile: undefined, compiler: undefined },
    });
  });

  it('makes the same of tags in GOFLAGS and in arguments', () => {
    const expected = ['a', 'b'];
    expect(parseBuildFlags('-tags=b,a,,b', []).tags).toEqual(expected);
    expect(parseBuildFlags('', ['-tags', 'a,b']).tags).toEqual(expected);
    expect(parseBuildFlags('', ['--tags=b a']).tags).toEqual(expected);
    expect(parseBuildFlags(`"-tags='a' 'b'"`, []).tags).toEqual(expected);
  });

  it('lets the last value win, and arguments override GOFLAGS, tags as a whole', () => {
    expect(parseBuildFlags('-tags=a -tags=b -race', ['-tags=c', '-race=false', '-tags=d']).tags).toEqual([
      'd',
    ]);
    expect(parseBuildFlags('-race -trimpath', ['-race=0'])).toMatchObject({ race: false, trimpath: true });
    expect(parseBuildFlags('-tags=a', ['-tags=']).tags).toEqual([]);
  });

  it('keeps values that need quotes in GOFLAGS', () => {
    const goflags = `'-toolexec=/opt/my tool -x' -overlay=o.json -mod=vendor -modfile=x.mod -compiler=gccgo`;
    expect(parseBuildFlags(goflags, [])).toMatchObject({
      toolexec: '/opt/my tool -x',
      overlay: 'o.json',
      mod: 'vendor',
      modfile: 'x.mod',
      compiler: 'gccgo',
    });
  });

  it('knows that coverage is on when only its details are given', () => {
    expect(parseBuildFlags('', ['-coverpkg=./...']).cover).toBe(true);
    expect(parseBuildFlags('-covermode=atomic', []).cover).toBe(true);
    expect(parseBuildFlags('', ['-coverprofile', 'c.out', './...'], 'test').cover).toBe(true);
    expect(parseBuildFlags('-cover', ['-cover=false']).cover).toBe(false);
  });

  it('ignores in GOFLAGS what the verb does not have, as Go does', () => {
    expect(parseBuildFlags('-cover -count=1 -timeout=5s', [], 'vet')).toMatchObject({
      tags: [],
      race: false,
    });
    expect(parseBuildFlags('-coverprofile=x', [], 'build').cover).toBe(false);
    expect(parseBuildFlags('-coverprofile=x', [], 'test').cover).toBe(true);
  });

  it('finds flags of `go test` behind its packages and leaves those of the test alone', () => {
    const args = ['./...', '-run', '-race', '-tags=x', '-args', '-tags=y', '-msan'];
    expect(parseBuildFlags('', args, 'test')).toMatchObject({ tags: ['x'], race: false, msan: false });
    expect(parseBuildFlags('', ['./cmd', '-race'], 'run').race).toBe(false);
  });

  it.each([
    ['-race=maybe', []],
    ['', ['-race=maybe']],
    ['race', []],
    ['-tags foo', []],
    ['-=x', []],
    ['', ['-overlay']],
    ['', ['-tags', 'a,b c']],
  ])('refuses GOFLAGS %j with arguments %j, as Go does', (goflags, args) => {
    expect(catchError(() => parseBuildFlags(goflags, args))).toMatchObject({
      code: 'malformed-build-flag',
      exitCode: 2,
    });
    const cwd = makeDirectory({ 'go.mod': 'module m\ngo 1.21\n', 'm.go': 'package m\n' });
    expect(() => askGoItself(['build', ...args], cwd, goEnvironment({ GOFLAGS: goflags }))).toThrow();
  });
});

describe('Go', () => {
  const tag = fc.constantFrom('a', 'b', 'c', 'go9');
  const tags = fc
    .tuple(fc.array(tag, { maxLength: 3 }), fc.constantFrom(',', ' ', ',,'))
    .map(([list, separator]) => `-tags=${list.join(separator)}`);
  const flag = fc.oneof(
    ...[
      tags,
      fc.constantFrom(
        '-race',
        '-race=false',
        '--race=T',
        '-trimpath',
        '-v',
        '-p=2',
        '-installsuffix=s',
        '-cover',
      ),
    ],
  );

  it('sees the same tags and instrumentation in any mixture of GOFLAGS and arguments', () => {
    const cwd = makeDirectory({ 'go.mod': 'module m\ngo 1.21\n', 'm.go': 'package m\n' });
    const format = '{{join context.BuildTags ","}}|{{context.InstallSuffix}}';
    fc.assert(
      fc.property(fc.array(flag, { maxLength: 3 }), fc.array(flag, { maxLength: 3 }), (inGoflags, args) => {
        const GOFLAGS = joinQuoted(inGoflags);
        const ours = parseBuildFlags(GOFLAGS, args, 'list');
        const env = goEnvironment({ GOFLAGS, CGO_ENABLED: '1' });
        const [theirTags = '', suffix = ''] = askGoItself(['list', ...args, '-f', format, '.'], cwd, env)
          .trim()
          .split('|');
        const given = theirTags.split(',').filter((name) => name !== '' && name !== 'race');
        expect(ours.tags).toEqual([...new Set(given)].sort());
        expect(ours.race).toBe(/(^|_)race$/.test(suffix));
        expect(ours.installsuffix).toBe(suffix.startsWith('s') ? 's' : undefined);
      }),
      { numRuns: 60 },
    );
  });
});
