import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { findGo, readGoEnv } from '../../../toolchain';
import { askGoParser, writeSources, type OracleAnswer } from '../testing/preamble-oracle';
import { readPreamble } from './read-preamble';

const GENERATED = 1500;
let workDir: string;

beforeAll(() => {
  workDir = mkdtempSync(join(tmpdir(), 'goshawk-preamble-'));
});
afterAll(() => rmSync(workDir, { recursive: true, force: true }));

function expectSame(files: readonly string[], answers: readonly OracleAnswer[]): number {
  let compared = 0;
  for (const [index, file] of files.entries()) {
    const { invalid, ...expected } = answers[index] ?? { invalid: true };
    if (invalid) continue;
    const source = readFileSync(file, 'utf8');
    expect({ source, ...readPreamble(source) }).toEqual({ source, ...expected });
    compared++;
  }
  return compared;
}

test('the preamble is the text that cmd/cgo takes, in files made of everything that can stand before an import', async () => {
  const comment = fc.constantFrom(
    '// a',
    '//b',
    '/* c */',
    '/* d\n   e */',
    '/**/',
    '//export x',
    '// import "C"',
    '/*\r\n#include <x.h>\r\n*/',
    '// crlf\r',
    '/* x *\r/ y */',
    '/*\r/ z */',
    '// ünïcode 世界',
  );
  const space = fc.constantFrom('\n', '\n\n', ' ', '\t', '\n\n\n', '\r\n');
  const gap = fc.array(fc.oneof(comment, space), { maxLength: 5 }).map((parts) => `${parts.join('\n')}\n`);
  const inlineGap = fc
    .array(fc.oneof(comment, space), { maxLength: 3 })
    .map((parts) => ` ${parts.join('\n')}\n`);
  const path = fc.constantFrom('"C"', '"C"', '"C"', '"fmt"', '`C`', '_ "os"', '. "io"', 'x "C"', 'im"port"');
  const end = fc.constantFrom('\n', ';', '; ', ' // line\n', ' /* tail */\n', ' /* tail\n */ ');
  const spec = fc.tuple(gap, path, end).map((parts) => parts.join(''));
  const single = fc
    .tuple(gap, fc.constantFrom('import ', 'import\n', 'import /* k */ '), path, end)
    .map((parts) => parts.join(''));
  const group = fc
    .tuple(gap, inlineGap, fc.array(spec, { maxLength: 3 }), gap)
    .map(([before, inside, specs, after]) => `${before}import (${inside}${specs.join('')}${after})\n`);
  const rest = fc.constantFrom(
    '',
    '//export f\nfunc f() {}\n',
    '//export g\n\nfunc g() {}\n',
    'var s = "//export h\\"" // x\n',
    'var r = `\n//export i\n`\nfunc i() { // {\n}\n',
    "type T struct{}\n/* q */\n//export m\nfunc (T) m() { _ = '\"'; _ = '\\''; _ = '{' }\n",
    'func k() {\n//export n\n_ = func() {}\n}\n',
  );
  const file = fc
    .tuple(fc.constantFrom('', '\uFEFF'), gap, fc.array(fc.oneof(single, group), { maxLength: 3 }), gap, rest)
    .map(
      ([bom, before, imports, after, decls]) =>
        `${bom}${before}package p\n${imports.join('')}${after}${decls}`,
    );

  const files = writeSources(fc.sample(file, { numRuns: GENERATED }), workDir);
  const compared = expectSame(files, await askGoParser(files, workDir));
  expect(compared).toBeGreaterThan(GENERATED / 3);
}, 120_000);

test('the preamble is the text that cmd/cgo takes, in the cgo sources of the standard library', async () => {
  const env = process.env;
  const go = findGo({ env, cwd: workDir });
  const { GOROOT } = await readGoEnv({ go, cwd: workDir, env });
  const directories = [
    'net',
    'os/user',
    'runtime/cgo',
    'plugin',
    'cmd/cgo/internal/test',
    'runtime/testdata/testprogcgo',
  ];
  const files = directories.flatMap((directory) => {
    const full = join(GOROOT, 'src', directory);
    return readdirSync(full)
      .filter((name) => name.endsWith('.go'))
      .map((name) => join(full, name));
  });
  const answers = await askGoParser(files, workDir);
  expect(expectSame(files, answers)).toBeGreaterThan(200);
  expect(answers.filter(({ pieces }) => pieces.length > 0).length).toBeGreaterThan(50);
  expect(answers.filter(({ hasExports }) => hasExports).length).toBeGreaterThan(10);
}, 120_000);

test('a broken file gives a preamble or none, and no error', () => {
  const pieces = [
    'import',
    '(',
    ')',
    '"C"',
    '/*',
    '*/',
    '//',
    '\n',
    '`',
    '"',
    "'",
    'package p',
    ';',
    'func',
    '{',
    '}',
  ];
  const broken = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(' '));
  fc.assert(fc.property(broken, (source) => Array.isArray(readPreamble(source).pieces)));
});
