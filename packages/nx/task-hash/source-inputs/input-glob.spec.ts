import fc from 'fast-check';
import { matchFile, mayTakeOf, parseGlobs, takesAllOf } from './input-glob';

const SEED = 20261122;

const name = fc.constantFrom('a', 'b', 'x.go', 'x_test.go', 'y.c', 'go.mod');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const part = fc.constantFrom('a', 'b', '*', '**', '*.go', '*_test.go', '{a,b}', '?', 'x.go', '*.{go,c}');
const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

/** Whether Nx would take a file, by the matcher that it uses itself. */
const { minimatch } = jest.requireActual<{ minimatch: (file: string, pattern: string) => boolean }>(
  require.resolve('minimatch', { paths: [require.resolve('nx/package.json')] }),
);

describe('matchFile', () => {
  it('says yes or no only where a matcher says so', () => {
    fc.assert(
      fc.property(pattern, path, (glob, file) => {
        const said = parseGlobs(glob).map((one) => matchFile(one, file));
        const certain = said.includes('yes') ? true : said.includes('perhaps') ? undefined : false;
        fc.pre(certain !== undefined);
        expect([glob, file, certain]).toEqual([glob, file, minimatch(file, glob)]);
      }),
      { numRuns: 2000, seed: SEED },
    );
  });

  it.each([
    ['libs/greet/**/*', 'libs/greet/en/en.go', 'yes'],
    ['libs/greet/**/*', 'libs/greeting/en.go', 'no'],
    ['libs/greet/*.go', 'libs/greet/en/en.go', 'no'],
    ['libs/greet/**/*.go', 'libs/greet/en/en.c', 'no'],
    ['libs/greet/*/en.go', 'libs/greet/en/en.go', 'perhaps'],
    ['libs/greet', 'libs/greet/en.go', 'perhaps'],
    ['**/*', 'main.go', 'yes'],
  ])('of %s and %s says %s', (glob, file, expected) => {
    expect(parseGlobs(glob).map((one) => matchFile(one, file))).toEqual([expected]);
  });
});

it('what is said of directories agrees with what is said of files in them', () => {
  fc.assert(
    fc.property(pattern, path, name, (glob, directory, file) => {
      const globs = parseGlobs(glob);
      const said = globs.map((one) => matchFile(one, `${directory}/${file}`));
      if (globs.some((one) => takesAllOf(one, directory))) expect(said).toContain('yes');
      if (said.includes('yes')) expect(globs.some((one) => mayTakeOf(one, directory))).toBe(true);
    }),
    { numRuns: 2000, seed: SEED },
  );
});
