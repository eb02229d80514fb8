import { join } from 'node:path';
import fc from 'fast-check';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { goModTexts } from '../testing/mod-file-texts';
import type { GoModFile } from './mod-file';
import { parseGoMod } from './parse-go-mod';

interface Version {
  readonly Path: string;
  readonly Version?: string;
}

/** `go help mod edit` */
interface Printed {
  readonly Module: { readonly Path: string };
  readonly Go?: string;
  readonly Toolchain?: string;
  readonly GoDebug?: readonly { readonly Key: string; readonly Value: string }[];
  readonly Require: readonly (Version & { readonly Indirect?: boolean })[] | null;
  readonly Exclude: readonly Version[] | null;
  readonly Replace: readonly { readonly Old: Version; readonly New: Version }[] | null;
  readonly Tool: readonly Version[] | null;
  readonly Ignore: readonly Version[] | null;
}

describe('parseGoMod', () => {
  it('reads what `go mod edit` reads, and finds fault with what it refuses', () => {
    const cwd = makeDirectory();
    const env = goEnvironment();
    let refused = 0;
    const numRuns = Number(process.env.GOSHAWK_TEST_RUNS ?? 250);
    fc.assert(
      fc.property(goModTexts, (text) => {
        writeFiles(cwd, { 'a.mod': text });
        const printed = printedByGo(join(cwd, 'a.mod'), cwd, env);
        const { file, faults } = parseGoMod(text);
        if (printed === undefined) {
          refused++;
          expect(faults).not.toEqual([]);
        } else {
          expect(faults).toEqual([]);
          expect(summary(file)).toEqual(summaryOfPrinted(printed));
        }
      }),
      { numRuns, seed: 7 },
    );
    expect(refused / numRuns).toBeGreaterThan(0.2);
    expect(refused / numRuns).toBeLessThan(0.9);
  });

  it('names the lines of faults and keeps what it can read', () => {
    const text = [
      'module example.com/m',
      'go 1.21',
      'require (',
      '\texample.com/a v1.0.0 // indirect',
      '\texample.com/b',
      ') x',
      'replace example.com/a => ../a',
      'nonsense',
      'exclude (',
    ].join('\n');
    const { file, faults } = parseGoMod(text);
    expect(faults.map(({ line }) => line)).toEqual([5, 6, 8, 9]);
    expect(file).toMatchObject({
      module: 'example.com/m',
      go: '1.21',
      require: [{ path: 'example.com/a', version: 'v1.0.0', isIndirect: true, line: 4 }],
      replace: [{ new: { path: '../a', version: '' }, line: 7 }],
    });
  });

  it('reads of a dependency what an older Go would', () => {
    const text =
      'module m\ngo v1.99x\nshiny (\n\tx\n)\nreplace a\nretract (\n\tsoon\n)\nrequire example.com/a v1.0.0\n';
    const { file, faults } = parseGoMod(text, 'dependency');
    expect(faults).toEqual([]);
    expect(file).toMatchObject({
      module: 'm',
      go: '1.99',
      replace: [],
      require: [{ path: 'example.com/a' }],
    });
  });

  it('reads a thousand files of ten lines in an instant', () => {
    const requirements = Array.from(
      { length: 6 },
      (_, index) => `\texample.com/some/module${index} v1.2.${index}\n`,
    );
    const text = `module example.com/m\n\ngo 1.26.0\n\nrequire (\n${requirements.join('')})\n`;
    const timed = () => {
      const start = performance.now();
      for (let count = 0; count < 1000; count++) parseGoMod(text);
      return performance.now() - start;
    };
    const best = Math.min(...Array.from({ length: 10 }, timed));
    expect(best).toBeLessThan(100); // Far above what it takes, for machines that are busy.
  });
});

function printedByGo(file: string, cwd: string, env: Record<string, string>): Printed | undefined {
  try {
    return JSON.parse(askGoItself(['mod', 'edit', '-json', file], cwd, env)) as Printed;
  } catch {
    return undefined;
  }
}

function summary({ module, go, toolchain, godebug, require, exclude, replace, tool, ignore }: GoModFile) {
  return {
    module: module ?? '',
    go,
    toolchain,
    // `go mod edit` leaves out what has no name.
    godebug: godebug.filter(({ key }) => key !== ''),
    require: require.filter(hasPath).map(({ path, version, isIndirect }) => ({ path, version, isIndirect })),
    // `go mod edit` tidies: the first of equal lines counts, of replacements the last.
    exclude: firstOfEach(exclude.filter(hasPath), ({ path, version }) => `${path} ${version}`),
    replace: firstOfEach(
      replace
        .toReversed()
        .filter(({ old }) => hasPath(old))
        .map(({ old, new: target }) => ({ old, new: target })),
      ({ old }) => `${old.path} ${old.version}`,
    ),
    tool: firstOfEach(tool, (path) => path),
    ignore: firstOfEach(ignore, (path) => path),
  };
}

function hasPath({ path }: { readonly path: string }): boolean {
  return path !== '';
}

function firstOfEach<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...new Map(all.toReversed().map((one) => [key(one), one])).values()].sort((a, b) =>
    key(a) < key(b) ? -1 : 1,
  );
}

function summaryOfPrinted(printed: Printed): ReturnType<typeof summary> {
  const version = ({ Path, Version = '' }: Version) => ({ path: Path, version: Version });
  return summary({
    module: printed.Module.Path,
    ...(printed.Go === undefined ? {} : { go: printed.Go }),
    ...(printed.Toolchain === undefined ? {} : { toolchain: printed.Toolchain }),
    godebug: (printed.GoDebug ?? []).map(({ Key, Value }) => ({ key: Key, value: Value })),
    require: (printed.Require ?? []).map((one) => ({
      ...version(one),
      isIndirect: one.Indirect === true,
      line: 0,
    })),
    exclude: (printed.Exclude ?? []).map(version),
    replace: (printed.Replace ?? []).map(({ Old, New }) => ({
      old: version(Old),
      new: version(New),
      line: 0,
    })),
    tool: (printed.Tool ?? []).map(({ Path }) => Path),
    ignore: (printed.Ignore ?? []).map(({ Path }) => Path),
  });
}
