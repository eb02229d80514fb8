import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { catchError } from '../../support/testing/catch-error';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import { countStatements, totalOf } from './count-statements';
import { mergeProfileFiles, renderMerged } from './merge-files';
import { mergeProfiles } from './merge-profiles';
import { parseProfile, renderProfile } from './profile';
import { checkThreshold, judgeCoverage, renderJudgement } from './threshold';

jest.setTimeout(300_000);

const SOURCES = {
  'go.mod': 'module example.test/m\n\ngo 1.21\n',
  'a/a.go':
    'package a\n\nfunc Sign(n int) string {\n\tif n < 0 {\n\t\treturn "minus"\n\t}\n\tswitch f := func() int { return n }; f() {\n\tcase 0:\n\t\treturn "zero"\n\t}\n\treturn "plus"\n}\n',
  'a/a_test.go':
    'package a\n\nimport "testing"\n\nfunc TestSign(t *testing.T) {\n\tif Sign(-1) != "minus" {\n\t\tt.Fatal()\n\t}\n}\n',
  'b/b.go':
    'package b\n\nimport "example.test/m/a"\n\nfunc Twice(n int) string { return a.Sign(n) + a.Sign(n) }\n\nfunc Unused() int {\n\tn := 1\n\treturn n\n}\n',
  'b/b_test.go':
    'package b\n\nimport "testing"\n\nfunc TestTwice(t *testing.T) {\n\tif Twice(0) != "zerozero" {\n\t\tt.Fatal()\n\t}\n}\n',
};

describe('profiles of the go command', () => {
  const directory = makeDirectory(SOURCES);
  const env = goEnvironment({ CGO_ENABLED: '0' });
  const go = (...args: string[]) => askGoItself(args, directory, env);
  const profile = (mode: string, name: string, packages: string) => {
    go('test', `-covermode=${mode}`, '-coverpkg=./...', `-coverprofile=${name}`, packages);
    return name;
  };
  /** Its total and its functions. */
  const coverFunc = (name: string) => go('tool', 'cover', `-func=${name}`).split('\n').filter(Boolean);

  it.each(['set', 'count', 'atomic'])('of mode %s come to what one command measures for all', (mode) => {
    const parts = ['a', 'b'].map((name) => profile(mode, `${mode}-${name}.out`, `./${name}`));
    const whole = profile(mode, `${mode}-all.out`, './...');
    const output = join('made', `${mode}.out`);
    const document = mergeProfileFiles({ profiles: parts, output, cwd: directory, threshold: undefined });
    expect(coverFunc(output)).toEqual(coverFunc(whole));
    const total = coverFunc(whole).at(-1) ?? '';
    expect(total).toMatch(/total:.*[1-9]\d\.\d%$/);
    expect(total).toContain(`${((document.covered / document.statements) * 100).toFixed(1)}%`);
    const read = (name: string) => parseProfile(readFileSync(join(directory, name), 'utf8'), name);
    expect([...read(output).blocks].sort()).toEqual([...read(whole).blocks].sort());
    expect(read(output).mode).toBe(mode);
  });
});

const block = (place: string, statements: number, count: number) => `example.test/m/${place} ${statements} ${count}`;
const text = (mode: string, ...blocks: string[]) => [`mode: ${mode}`, ...blocks, ''].join('\n');
const profileOf = (name: string, mode: string, ...blocks: string[]) => parseProfile(text(mode, ...blocks), name);

describe('a merge', () => {
  it('adds counts, or says whether any has seen a block', () => {
    const first = [block('a.go:1.1,2.2', 1, 1), block('a.go:3.1,4.2', 2, 0)];
    const second = [block('a.go:1.1,2.2', 1, 1), block('b c.go:1.1,2.2', 1, 0)];
    const merge = (mode: string) =>
      renderProfile(mergeProfiles([profileOf('x', mode, ...first), profileOf('y', mode, ...second)], 'z'));
    const others = [block('a.go:3.1,4.2', 2, 0), block('b c.go:1.1,2.2', 1, 0)];
    expect(merge('set')).toBe(text('set', block('a.go:1.1,2.2', 1, 1), ...others));
    expect(merge('count')).toBe(text('count', block('a.go:1.1,2.2', 1, 2), ...others));
  });

  it('does not depend on the order, and leaves one profile as it is', () => {
    const counts = fc.array(fc.nat(5), { minLength: 4, maxLength: 4 });
    const made = ([a = 0, b = 0, c = 0, d = 0]: number[], name: string) =>
      profileOf(
        name,
        'count',
        ...[block('a.go:1.1,2.2', 1, a), block('a.go:2.2,9.1', 2, b)],
        ...[block('b.go:1.1,2.2', 3, c), block('b.go:1.1,2.2', 3, d)],
      );
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        const [x, y] = [made(one, 'x'), made(other, 'y')];
        expect(renderProfile(mergeProfiles([x, y], 'z'))).toBe(renderProfile(mergeProfiles([y, x], 'z')));
        expect(mergeProfiles([x], 'z').blocks).toEqual(x.blocks);
      }),
    );
  });

  it.each([
    ['of two modes', 'cover-modes-differ', ['set', 'a.go:1.1,2.2', 1], ['count', 'a.go:1.1,2.2', 1]],
    ['of other statements', 'cover-blocks-differ', ['set', 'a.go:1.1,2.2', 1], ['set', 'a.go:1.1,2.2', 2]],
    ['of overlapping blocks', 'cover-blocks-differ', ['set', 'a.go:1.1,3.2', 1], ['set', 'a.go:2.1,4.2', 1]],
  ] as const)('%s is refused, with the profiles named', (_, code, one, other) => {
    const profiles = [one, other].map(([mode, place, statements], index) =>
      profileOf(`${index}.out`, mode, block(place, statements, 1)),
    );
    const error = catchError(() => mergeProfiles(profiles, 'z'));
    expect(error).toMatchObject({ code, message: expect.stringMatching(/0\.out.*1\.out/) });
  });

  it('takes blocks that lie within one another in one profile', () => {
    const nested = [block('a.go:1.1,9.2', 1, 1), block('a.go:2.1,3.2', 1, 1)];
    expect(mergeProfiles([profileOf('x', 'set', ...nested), profileOf('y', 'set', ...nested)], 'z').blocks.size).toBe(2);
  });
});

describe('files', () => {
  const request = (cwd: string, profiles: string[], output = 'all.out', threshold?: number) => ({
    ...{ profiles, output, cwd, threshold },
  });

  it('may have the line ends of Windows, no block, and be named twice', () => {
    const cwd = makeDirectory({
      'one two/c.out': text('count', block('a.go:1.1,2.2', 1, 3)).replaceAll('\n', '\r\n'),
      'none.out': 'mode: count\n',
    });
    const document = mergeProfileFiles(request(cwd, ['one two/c.out', 'none.out', './one two/c.out']));
    expect(document).toMatchObject({ profiles: 2, statements: 1, covered: 1, isLow: false });
    expect(readFileSync(join(cwd, 'all.out'), 'utf8')).toBe(text('count', block('a.go:1.1,2.2', 1, 3)));
    expect(renderMerged(document)).toBe(
      'all.out: 2 profiles, mode count, 100.0 % (1 of 1) of statements covered\n',
    );
  });

  it.each([
    ['missing', 'no-such-file', 'gone.out'],
    ['a directory', 'no-such-file', 'directory'],
    ['empty', 'cover-profile-malformed', 'empty.out'],
    ['something else', 'cover-profile-malformed', 'binary.out'],
    ['cut off', 'cover-profile-malformed', 'cut.out'],
    ['the output as well', 'output-is-profile', 'all.out'],
  ])('that is %s is an error that names it, and nothing is written', (_, code, name) => {
    const cwd = makeDirectory({
      'empty.out': '',
      'binary.out': '\u0000\u0001',
      'cut.out': 'mode: set\nexample.test/m/a.go:1.1,2.2 1',
      'fine.out': 'mode: set\n',
    });
    mkdirSync(join(cwd, 'directory'));
    const error = catchError(() => mergeProfileFiles(request(cwd, ['fine.out', name])));
    expect(error).toMatchObject({ code, message: expect.stringContaining(name) });
    expect(() => readFileSync(join(cwd, 'all.out'))).toThrow(/ENOENT/);
  });

  it('that cannot be written is an error that says so', () => {
    const cwd = makeDirectory({ 'fine.out': 'mode: set\n' });
    writeFileSync(join(cwd, 'plain'), '');
    const error = catchError(() => mergeProfileFiles(request(cwd, ['fine.out'], 'plain/all.out')));
    expect(error).toMatchObject({ code: 'profile-not-written' });
  });
});

describe('a threshold', () => {
  const packages = countStatements(
    profileOf(
      'x',
      'set',
      ...[block('low/a.go:1.1,2.2', 3, 0), block('low/b.go:1.1,2.2', 1, 1)],
      ...[block('mid/a.go:1.1,2.2', 2, 1), block('mid/a.go:3.1,4.2', 2, 0)],
      block('high/a.go:1.1,2.2', 2, 1),
    ),
  );

  it('is of all statements together, and names packages below it, lowest first', () => {
    expect(totalOf(packages)).toEqual({ statements: 10, covered: 5 });
    expect(judgeCoverage(packages, 50).isLow).toBe(false);
    const judgement = judgeCoverage(packages, 50.1);
    expect(judgement).toMatchObject({ isLow: true, low: [{ covered: 1 }, { covered: 2 }] });
    expect(renderJudgement(judgement, 50.1)).toBe(
      [
        'goshawk: 50.0 % (5 of 10) of statements are covered; the threshold is 50.1 %.',
        'PACKAGE BELOW IT    COVERED',
        'example.test/m/low  25.0 % (1 of 4)',
        'example.test/m/mid  50.0 % (2 of 4)',
        '',
      ].join('\n'),
    );
  });

  it('is met by nothing to cover', () => {
    const judgement = judgeCoverage([], 100);
    expect(judgement.isLow).toBe(false);
    expect(renderJudgement(judgement, 100)).toMatch(/no statements/);
  });

  it.each([-1, 101, NaN, '80', null])('of %p is refused', (value) => {
    const error = catchError(() => checkThreshold(value, `--threshold=${String(value)}`));
    expect(error).toMatchObject({ code: 'invalid-threshold', exitCode: 2 });
  });
});
