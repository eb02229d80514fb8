import { join } from 'node:path';
import fc from 'fast-check';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { readLocalReplacements } from './local-replacements';

interface Parsed {
  readonly Replace?: readonly { readonly New: { readonly Path: string; readonly Version?: string } }[] | null;
}

describe('readLocalReplacements', () => {
  it('reads what `go mod edit` reads', () => {
    const cwd = makeDirectory();
    const env = goEnvironment();
    const target = fc.constantFrom(
      ...['../x', './x', '.', '..', '/abs/x', '"../a b"', '`../c d`', '"..\\\\w"', 'C:\\w', '../e// why'],
      ...['../f // why', 'example.com/y v1.0.0', 'example.com/z v1.2.3 // ./no'],
    );
    // Each module once: of two lines for one module, Go takes the later.
    const source = fc.constantFrom('example.com/N', 'example.com/N v1.0.0', '"example.com/N"');
    const line = fc
      .tuple(source, target, fc.constantFrom(' => ', '\t=> ', ' =>'))
      .map(([from, to, arrow]) => {
        const replacement = `${from}${arrow}${to}`;
        return { single: `replace ${replacement}\n`, block: `replace (\n\t${replacement}\n)\n` };
      });
    const comment = fc.constantFrom(
      '// replace q => ../q\n',
      '',
      'require example.com/a v1.0.0 // => ../no\n',
    );
    const parts = fc.array(fc.tuple(line, fc.boolean(), comment), { maxLength: 4 });
    const file = join(cwd, 'go.mod');
    let compared = 0;
    fc.assert(
      fc.property(parts, (lines) => {
        const text = lines.map(([{ single, block }, isBlock, more], index) => {
          return (isBlock ? block : single).replace('/N', `/n${index}`) + more;
        });
        writeFiles(cwd, { 'go.mod': `module m\n\ngo 1.21\n${text.join('')}` });
        const theirs = parsedByGo(cwd, env);
        if (theirs === undefined) return; // Refused by Go.
        compared++;
        const local = (theirs.Replace ?? []).filter(({ New }) => New.Version === undefined);
        expect(new Set(readLocalReplacements(file))).toEqual(new Set(local.map(({ New }) => New.Path)));
      }),
      { numRuns: 100 },
    );
    expect(compared).toBeGreaterThan(10);
    expect(readLocalReplacements(join(cwd, 'nowhere'))).toEqual([]);
  });
});

function parsedByGo(cwd: string, env: Record<string, string>): Parsed | undefined {
  try {
    return JSON.parse(askGoItself(['mod', 'edit', '-json'], cwd, env)) as Parsed;
  } catch {
    return undefined;
  }
}
