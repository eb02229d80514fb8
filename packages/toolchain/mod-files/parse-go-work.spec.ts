import { join } from 'node:path';
import fc from 'fast-check';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { goWorkTexts } from '../testing/mod-file-texts';
import { parseGoWork } from './parse-go-work';

/** `go help work edit` */
interface Printed {
  readonly Go?: string;
  readonly Use: readonly { readonly DiskPath: string }[] | null;
  readonly Replace:
    readonly { readonly Old: { readonly Path: string }; readonly New: { readonly Path: string } }[] | null;
}

describe('parseGoWork', () => {
  it('reads what `go work edit` reads, and finds fault with what it refuses', () => {
    const cwd = makeDirectory();
    const env = goEnvironment();
    let refused = 0;
    const numRuns = Number(process.env.GOSHAWK_TEST_RUNS ?? 200);
    fc.assert(
      fc.property(goWorkTexts, (text) => {
        writeFiles(cwd, { 'a.work': text });
        const printed = printedByGo(join(cwd, 'a.work'), cwd, env);
        const { file, faults } = parseGoWork(text);
        if (printed === undefined) {
          refused++;
          expect(faults).not.toEqual([]);
          return;
        }
        expect(faults).toEqual([]);
        expect(file.go).toBe(printed.Go);
        expect(file.use.map(({ path }) => path).filter((path) => path !== '')).toEqual(
          (printed.Use ?? []).map(({ DiskPath }) => DiskPath),
        );
        const replaced = new Set((printed.Replace ?? []).map(({ Old, New }) => `${Old.Path} ${New.Path}`));
        const mine = file.replace.map(({ old, new: target }) => `${old.path} ${target.path}`);
        expect(mine).toEqual(expect.arrayContaining([...replaced]));
      }),
      { numRuns, seed: 7 },
    );
    expect(refused / numRuns).toBeGreaterThan(0.2);
    expect(refused / numRuns).toBeLessThan(0.9);
  });

  it('takes a directive of go.mod for a fault', () => {
    expect(parseGoWork('go 1.21\nuse ./a\nrequire (\n\tx v1\n)\nuse (\n\t./b\n)\n')).toMatchObject({
      file: {
        go: '1.21',
        use: [
          { path: './a', line: 2 },
          { path: './b', line: 7 },
        ],
      },
      faults: [{ line: 3, message: 'unknown block type: require' }],
    });
  });
});

function printedByGo(file: string, cwd: string, env: Record<string, string>): Printed | undefined {
  try {
    return JSON.parse(askGoItself(['work', 'edit', '-json', file], cwd, env)) as Printed;
  } catch {
    return undefined;
  }
}
