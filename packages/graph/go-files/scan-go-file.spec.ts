import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parseConstraint } from './constraints/parse-constraint';
import type { GoFile } from './go-file';
import { scanGoFile, scanGoFilePrefix } from './scan-go-file';
import { askGoBuild, type GoBuildAnswer, type Place } from './testing/go-build-oracle';
import { goSource, mutatedSource } from './testing/go-sources';
import { evaluateConstraint } from './testing/evaluate-constraint';

const GENERATED = 6000;
/** Fixed, since Go and Node count replacement characters differently where damage leaves no UTF-8 in a pattern. */
const SEED = 20;
const TAGS = ['a', 'ünï'];
const SET = new Set([...TAGS, 'linux', 'amd64', 'cgo', 'gc', 'unix']);
let workDir: string;

beforeAll(() => {
  workDir = mkdtempSync(join(tmpdir(), 'goshawk-scan-'));
});
afterAll(() => rmSync(workDir, { recursive: true, force: true }));

function isExcluded({ constraint }: GoFile): boolean {
  if (constraint === undefined) return false;
  const parsed = parseConstraint(constraint);
  return 'kind' in parsed && !evaluateConstraint(parsed, (tag) => SET.has(tag));
}

function places(list: readonly Place[]): Place[] {
  return [...list].sort(
    (left, right) =>
      left.line - right.line || Buffer.compare(Buffer.from(left.text), Buffer.from(right.text)),
  );
}

/** A file in the words of the oracle: one that is kept out says nothing else, one with a fault only where. */
function summarize(file: GoFile): unknown {
  if (isExcluded(file)) return 'ignored';
  if (file.fault !== undefined) return { fault: file.fault.line };
  if (file.packageName === 'documentation') return 'ignored';
  return {
    name: file.packageName,
    imports: places(file.imports.map(({ path, line }) => ({ text: path, line }))),
    embeds: places((file.embeds ?? []).map(({ pattern, line }) => ({ text: pattern, line }))),
    includes: [...(file.includeDirectories ?? [])].sort(),
  };
}

function summarizeAnswer(answer: GoBuildAnswer, file: GoFile): unknown {
  if (answer.error !== '') return { fault: answer.line === 0 ? file.fault?.line : answer.line };
  if (answer.ignored) return 'ignored';
  const { name, imports, embeds, includes } = answer;
  return {
    name,
    imports,
    embeds,
    includes: [...new Set(includes.filter((path) => !path.startsWith('..')))].sort(),
  };
}

async function expectSame(sources: readonly string[]): Promise<GoBuildAnswer[]> {
  const answers = await askGoBuild(sources, TAGS, workDir);
  for (const [index, answer] of answers.entries()) {
    const source = sources[index] ?? '';
    const file = scanGoFile(source);
    const [is, expected] = [summarize(file), summarizeAnswer(answer, file)];
    // expect is slow with thousands of files, and it says which one it was only with the source.
    if (!isDeepStrictEqual(is, expected))
      expect({ source, answer, is }).toEqual({ source, answer, is: expected });
  }
  return answers;
}

test('a file says what go/build reads of it, whatever its layout', async () => {
  const answers = await expectSame(fc.sample(goSource, { numRuns: GENERATED, seed: SEED }));
  const count = (holds: (answer: GoBuildAnswer) => boolean) => answers.filter(holds).length;
  expect(count(({ error }) => error === '')).toBeGreaterThan(GENERATED / 4);
  expect(count(({ embeds }) => embeds.length > 0)).toBeGreaterThan(GENERATED / 100);
  expect(count(({ includes }) => includes.length > 0)).toBeGreaterThan(GENERATED / 200);
  expect(count(({ ignored }) => ignored)).toBeGreaterThan(GENERATED / 50);
}, 120_000);

test('a damaged file says what go/build reads of it, and where it is at fault', async () => {
  await expectSame(fc.sample(mutatedSource, { numRuns: GENERATED, seed: SEED }));
}, 120_000);

test('a prefix that is enough says the same as the whole file', () => {
  fc.assert(
    fc.property(fc.oneof(goSource, mutatedSource), fc.nat(300), (source, length) => {
      const file = scanGoFilePrefix(source.slice(0, length));
      if (file !== undefined) expect(file).toEqual(scanGoFile(source));
    }),
    { numRuns: 5000 },
  );
});
