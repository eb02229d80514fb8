import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { findGo } from '../../../toolchain';
import { PlainDisk } from '../../testing/plain-disk';
import { compileGlob } from './glob-match';
import { resolveEmbed } from './resolve-embed';

const GENERATED = 400;
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'goshawk-embed-'));
  writeFileSync(join(root, 'go.mod'), 'module example.com/embeds\n\ngo 1.21\n');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Go finds a class that spans elements malformed only where its search comes to them, and says so in other words. */
function isMalformedByElement(elements: readonly string[]): boolean {
  const pattern = elements.join('/');
  return (
    compileGlob(pattern) !== undefined && pattern.split('/').some((one) => compileGlob(one) === undefined)
  );
}

const name = fc.constantFrom(
  ...[
    'a',
    'b.txt',
    'c.txt',
    'ab',
    '.hidden',
    '_under',
    'd',
    'd',
    'e',
    'ü.txt',
    '世界',
    'x[1].txt',
    'star^',
    '-dash',
    'a b',
  ],
  ...['nul.txt', 'COM1', 'colon:', "quote'", 'dot.', '.git', 'go.mod'],
);
const goodName = fc.constantFrom('a', 'b.txt', 'c.txt', 'ab', '.hidden', '_under', 'd', 'e', 'ü.txt');
const element = fc.oneof({ weight: 8, arbitrary: goodName }, { weight: 1, arbitrary: name });
const entry = fc.tuple(
  fc.array(element, { minLength: 1, maxLength: 3 }),
  fc.constantFrom('file', 'file', 'file', 'directory', 'link'),
);
const patternElement = fc.oneof(
  { weight: 4, arbitrary: goodName },
  {
    weight: 3,
    arbitrary: fc.constantFrom('*', '*.txt', '?', 'a*', '[ab]', '[a-d]*', '[^.]*', '*b*', '??*'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        '[',
        '[]',
        '[a',
        '\\',
        '\\a',
        '[\\]]',
        'x\\[1\\].txt',
        '[a-]',
        '[-a]',
        '.',
        '..',
        '',
        '[^^]*',
        '[b-a]',
        '世?',
        '**',
        'a[*]b',
      ],
      ...['.*', '_*', '[._]*', 'dot.', 'go.mod', '.git', 'a[/]b', 'a b', '[*]', "quote'"],
    ),
  },
);
const pattern = fc
  .tuple(fc.constantFrom('', '', '', 'all:'), fc.array(patternElement, { minLength: 1, maxLength: 3 }))
  .filter(([, elements]) => !isMalformedByElement(elements))
  .map(([prefix, elements]) => `${prefix}${elements.join('/')}`);
const scene = fc.record({ entries: fc.array(entry, { maxLength: 9 }), pattern });

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // An entry in the way of another: the scene is the poorer by one.
  }
}

function build(
  directory: string,
  { entries, pattern: embedded }: typeof scene extends fc.Arbitrary<infer T> ? T : never,
): void {
  mkdirSync(directory);
  for (const [path, kind] of entries) {
    const full = join(directory, ...path);
    attempt(() => mkdirSync(dirname(full), { recursive: true }));
    if (kind === 'directory') attempt(() => mkdirSync(full));
    else if (kind === 'link') attempt(() => symlinkSync(path.length === 1 ? 'd' : '../a', full));
    else attempt(() => writeFileSync(full, 'content'));
  }
  removeBrokenLinks(directory);
  const source = `package p\n\nimport "embed"\n\n//go:embed ${JSON.stringify(embedded)}\nvar files embed.FS\n`;
  rmSync(join(directory, 'go.mod'), { recursive: true, force: true });
  rmSync(join(directory, 'main.go'), { recursive: true, force: true });
  writeFileSync(join(directory, 'main.go'), source);
}

/** A Disk does not show links that lead nowhere. */
function removeBrokenLinks(directory: string): void {
  for (const one of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, one.name);
    if (one.isDirectory()) removeBrokenLinks(path);
    else if (!existsSync(path)) rmSync(path);
  }
}

interface Listed {
  readonly Dir: string;
  readonly EmbedFiles?: string[];
  readonly Error?: { readonly Err: string };
}

function listPackages(packages: readonly string[]): Map<string, Listed> {
  const env = { ...process.env, GOFLAGS: '', GOWORK: 'off', GODEBUG: '' };
  const args = ['list', '-e', '-json=Dir,EmbedFiles,Error', ...packages.map((one) => `./${one}`)];
  const { stdout, stderr, status } = spawnSync(findGo({ env, cwd: root }), args, {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  const listed = JSON.parse(`[${stdout.replaceAll('\n}\n{', '\n},\n{')}]`) as Listed[];
  return new Map(listed.map((one) => [one.Dir, one]));
}

test('a pattern embeds the files that go list names, and fails in its words', () => {
  const scenes = fc.sample(scene, { numRuns: GENERATED });
  const packages = scenes.map((one, index) => {
    build(join(root, `p${index}`), one);
    return `p${index}`;
  });
  const listed = listPackages(packages);
  const disk = new PlainDisk(root);
  let embedded = 0;
  for (const [index, directory] of packages.entries()) {
    const { EmbedFiles, Error: failure } = listed.get(join(root, directory)) ?? { EmbedFiles: ['none'] };
    const { pattern: asked, entries } = scenes[index] ?? {};
    const resolved = resolveEmbed(asked ?? '', directory, disk);
    const is = 'message' in resolved ? `pattern ${asked ?? ''}: ${resolved.message}` : resolved.files;
    // What Go refuses of any input file of a package, embedded or not, after it has resolved patterns.
    if (failure !== undefined && /^(invalid input file name|case-insensitive file name)/.test(failure.Err)) {
      expect(resolved).toHaveProperty('files');
      continue;
    }
    const expected = failure?.Err ?? EmbedFiles;
    expect({ asked, entries, is }).toEqual({ asked, entries, is: expected });
    if (EmbedFiles !== undefined) embedded++;
  }
  expect(embedded).toBeGreaterThan(GENERATED / 25);
}, 120_000);

test('a tree names what it leaves out, and what git ignores is said', () => {
  const directory = join(root, 'trees');
  for (const path of [
    'web/.env',
    'web/_x/y',
    'web/app/.a',
    'web/app/b.js',
    'web/app/c.log',
    'web/mod/go.mod',
    'web/mod/d',
  ]) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), '');
  }
  const disk = new PlainDisk(root, (path) => path.endsWith('.log'));
  expect(resolveEmbed('web', 'trees', disk)).toEqual({
    files: ['web/app/b.js', 'web/app/c.log'],
    trees: [{ directory: 'web', excluded: ['.env', '_x', 'app/.a', 'mod'] }],
    ignored: ['web/app/c.log'],
  });
  expect(resolveEmbed('all:web', 'trees', disk)).toMatchObject({
    trees: [{ directory: 'web', excluded: ['mod'] }],
  });
});
