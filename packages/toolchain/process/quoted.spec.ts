import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { makeDirectory } from '../../support/testing/make-directory';
import { catchError } from '../../support/testing/catch-error';
import { joinQuoted, splitQuoted } from './quoted';

/** Texts of the characters that matter to the rules. */
const text = fc.string({
  unit: fc.constantFrom('a', 'ß', '-', '=', ' ', '\t', '\n', '\r', '"', "'", '\\', '\u00a0'),
});

describe('splitQuoted', () => {
  it.each([
    ['', []],
    [' \t\r\n', []],
    ['a b', ['a', 'b']],
    [`"a b" 'c d'`, ['a b', 'c d']],
    [`a"b c"`, ['a"b', 'c"']],
    [`'a'b`, ['a', 'b']],
    [`""`, ['']],
    [`"it's"`, ["it's"]],
    ['a\\ b', ['a\\', 'b']],
    ['a\u00a0b', ['a\u00a0b']],
  ])('splits %j as Go does', (given, expected) => {
    expect(splitQuoted(given)).toEqual(expected);
  });

  it.each([`"a`, `a 'b c`])('refuses %j, as Go does', (given) => {
    expect(catchError(() => splitQuoted(given))).toMatchObject({ code: 'unterminated-quote', exitCode: 2 });
  });
});

describe('joinQuoted', () => {
  it('is undone by splitQuoted', () => {
    const quotable = text.filter((part) => part !== '' && !(part.includes("'") && part.includes('"')));
    fc.assert(
      fc.property(fc.array(quotable), (args) => {
        expect(splitQuoted(joinQuoted(args))).toEqual(args);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses an argument that no quotes can hold', () => {
    expect(catchError(() => joinQuoted([`"'`]))).toMatchObject({ code: 'unquotable-argument' });
  });

  it('leaves alone what needs no quotes', () => {
    expect(joinQuoted(['-O2', '-DX=1', 'a b'])).toBe("-O2 -DX=1 'a b'");
  });
});

describe('Go', () => {
  it('agrees on every text, since `go env CGO_CFLAGS` is the joined split of the variable', () => {
    const cwd = makeDirectory();
    fc.assert(
      fc.property(text, (flags) => {
        const ours = attempt(() => joinQuoted(splitQuoted(flags)));
        if (ours === undefined || flags === '') return; // Go panics, or takes its default.
        const env = { ...process.env, GOENV: 'off', GOTOOLCHAIN: 'local', CGO_CPPFLAGS: flags };
        const theirs = execFileSync('go', ['env', 'CGO_CPPFLAGS'], { env, cwd, encoding: 'utf8' });
        expect(theirs.slice(0, -1)).toBe(ours);
      }),
      { numRuns: 40, examples: [[`'a b' "c"`], [`-DX="y z" w`], [`'a'b`]] },
    );
  });
});

function attempt<T>(fn: () => T): T | undefined {
  try {
    return fn();
  } catch {
    return undefined; // What Go refuses as well is tested above.
  }
}
