import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { goModTexts, goWorkTexts } from '../testing/mod-file-texts';
import { addDirective, removeDirective, setGoDirective, setLastWord } from './edit-mod-file';
import { parseGoMod } from './parse-go-mod';
import { parseGoWork } from './parse-go-work';

const numRuns = Number(process.env.GOSHAWK_TEST_RUNS ?? 60);
const written = fc.constantFrom('./new', './a b', './apps/(x)', './zz//y', '../Ü', './=>');

describe('edits of a go.work', () => {
  it('mean to Go what its own edits mean, and keep every line', () => {
    const cwd = makeDirectory();
    const env = goEnvironment();
    let count = 0;
    fc.assert(
      fc.property(goWorkTexts, written, (text, path) => {
        fc.pre(parseGoWork(text).faults.length === 0);
        count++;
        const edited = setGoDirective(addDirective(text, 'use', [path]), '1.99');
        writeFiles(cwd, { 'ours/go.work': edited, 'its/go.work': text });
        askGoItself(['work', 'edit', `-use=${path}`, '-go=1.99', join(cwd, 'its', 'go.work')], cwd, env);
        expect(summaryOfWork(cwd, 'ours', env)).toEqual(summaryOfWork(cwd, 'its', env));
        expect(parseGoWork(edited).faults).toEqual([]);
        expect(keepsLines(text, edited)).toBe(true);
        const { file } = parseGoWork(edited);
        const added = file.use.find((one) => one.path === path && !uses(text, path));
        if (added === undefined) return;
        const without = parseGoWork(removeDirective(edited, added.line)).file;
        expect(without.use.map((one) => one.path)).toEqual(parseGoWork(text).file.use.map((one) => one.path));
      }),
      { numRuns, seed: 7 },
    );
    expect(count).toBeGreaterThan(numRuns / 3);
  });

  it('keep comments, order and the form of what is there', () => {
    const text = [
      '// Our modules.',
      'go 1.24 // as CI has it',
      '',
      'use (',
      '\t// the shop',
      '\t./apps/shop // sells',
      '\t./libs/store',
      ')',
      '',
    ].join('\n');
    const edited = setGoDirective(addDirective(text, 'use', ['./libs/cart']), '1.26.0');
    expect(edited).toBe(
      text.replace('go 1.24', 'go 1.26.0').replace('\t./libs/store', '\t./libs/cart\n\t./libs/store'),
    );
    expect(removeDirective(edited, 7)).toBe(text.replace('go 1.24', 'go 1.26.0'));
  });

  it('keep the line ends of Windows', () => {
    const text = 'go 1.24\r\n\r\nuse ./a\r\n';
    expect(addDirective(text, 'use', ['./b c'])).toBe('go 1.24\r\n\r\nuse ./a\r\nuse "./b c"\r\n');
    expect(addDirective('', 'use', ['./a'])).toBe('use ./a\n');
    expect(addDirective('go 1.24', 'use', ['./a'])).toBe('go 1.24\n\nuse ./a\n');
  });

  it('take an emptied block away, unless a comment is in it', () => {
    expect(removeDirective('go 1.24\n\nuse (\n\t./a\n)\n\nreplace m => ./m\n', 4)).toBe(
      'go 1.24\n\nreplace m => ./m\n',
    );
    expect(removeDirective('use (\n\t// why\n\t./a\n)\n', 3)).toBe('use (\n\t// why\n)\n');
  });
});

describe('edits of a go.mod', () => {
  it('mean to Go what its own edits mean, and keep every line', () => {
    const cwd = makeDirectory();
    const env = goEnvironment();
    let count = 0;
    fc.assert(
      fc.property(goModTexts, written, (text, path) => {
        const { file, faults } = parseGoMod(text);
        fc.pre(faults.length === 0);
        count++;
        const directory = path.startsWith('.') ? path : `./${path}`;
        const required = addDirective(text, 'require', ['example.com/new', 'v0.0.0']);
        const edited = setGoDirective(
          addDirective(required, 'replace', ['example.com/new', '=>', directory]),
          '1.99',
        );
        writeFiles(cwd, { 'ours.mod': edited, 'its.mod': text });
        const flags = [
          '-require=example.com/new@v0.0.0',
          `-replace=example.com/new=${directory}`,
          '-go=1.99',
        ];
        // Go's own flag takes no path with such characters.
        if (!/[ @(/]{2}|[ ()=]/.test(directory)) {
          askGoItself(['mod', 'edit', ...flags, join(cwd, 'its.mod')], cwd, env);
          expect(summaryOfMod(cwd, 'ours.mod', env)).toEqual(summaryOfMod(cwd, 'its.mod', env));
        }
        const again = parseGoMod(edited);
        expect(again.faults).toEqual([]);
        expect(again.file.require).toHaveLength(file.require.length + 1);
        expect(again.file.replace).toHaveLength(file.replace.length + 1);
        expect(again.file.go).toBe('1.99');
        expect(keepsLines(text, edited)).toBe(true);
        const added = again.file.replace.find(({ old }) => old.path === 'example.com/new');
        expect(added?.new.path).toBe(directory);
        const moved = parseGoMod(setLastWord(edited, added?.line ?? 0, '../else where')).file;
        expect(
          moved.replace.map((one) => one.new.path).filter((one) => one === '../else where'),
        ).toHaveLength(1);
      }),
      { numRuns, seed: 7 },
    );
    expect(count).toBeGreaterThan(numRuns / 4);
  });

  it('add a comment that Go reads', () => {
    const text = addDirective('module m\n\ngo 1.24\n', 'require', ['example.com/a', 'v0.0.0'], 'indirect');
    expect(text).toBe('module m\n\ngo 1.24\n\nrequire example.com/a v0.0.0 // indirect\n');
    expect(parseGoMod(text).file.require[0]?.isIndirect).toBe(true);
    expect(setGoDirective('module m\n', '1.24')).toBe('module m\n\ngo 1.24\n');
  });
});

function uses(text: string, path: string): boolean {
  return parseGoWork(text).file.use.some((one) => one.path === path);
}

/** Whether what is left of `text`, but for its go line, is in `edited` in the same order. */
function keepsLines(text: string, edited: string): boolean {
  const kept = edited.split('\n');
  let at = 0;
  return text
    .split('\n')
    .filter((line) => !/^\s*go\s/.test(line) && line.trim() !== '')
    .every((line) => {
      const found = kept.indexOf(line, at);
      at = found + 1;
      return found !== -1;
    });
}

function summaryOfWork(cwd: string, directory: string, env: Record<string, string>): unknown {
  const printed = askGoItself(['work', 'edit', '-json', join(cwd, directory, 'go.work')], cwd, env);
  const { Go, Use, Replace } = JSON.parse(printed) as {
    Go?: string;
    Use?: { DiskPath: string }[];
    Replace?: unknown[];
  };
  return { Go, use: new Set(Use?.map(({ DiskPath }) => DiskPath)), Replace };
}

function summaryOfMod(cwd: string, name: string, env: Record<string, string>): unknown {
  expect(readFileSync(join(cwd, name), 'utf8')).not.toBe('');
  const printed = askGoItself(['mod', 'edit', '-json', join(cwd, name)], cwd, env);
  const { Go, Require, Replace, Exclude, Module } = JSON.parse(printed) as Record<
    string,
    unknown[] | undefined
  >;
  const asSet = (list: unknown[] | undefined | null) => new Set(list?.map((one) => JSON.stringify(one)));
  return { Go, Module, Exclude, require: asSet(Require), replace: asSet(Replace) };
}
