import { closingText, type PackageResult } from './package-result';

/** Everything that a package printed, in its order. */
export function renderAll({ output }: PackageResult): string {
  return output.map(({ text }) => text).join('');
}

/** What matters of a package: one line when it passed; failing tests with their output, and that of the package, when not. */
export function renderBrief(result: PackageResult): string {
  const closing = closingText(result);
  if (result.verdict !== 'fail') return closing;
  const tests = failedTests(result).map((name) => renderTest(result, name));
  const own = result.output
    .filter(({ test, text }) => test === '' && text !== closing && !/^(PASS|FAIL)\r?\n$/.test(text))
    .map(({ text }) => text);
  return [...tests, ...own, closing].join('');
}

/** Tests that failed, or that were still running when the test binary ended; of a test and its subtests, those that have something to say. */
export function failedTests({ tests, output }: PackageResult): string[] {
  const failed = [...tests].filter(([, verdict]) => verdict === 'fail' || verdict === undefined);
  const names = failed.map(([name]) => name);
  const saysSomething = (name: string) =>
    output.some((piece) => piece.test === name && !isFraming(piece.text));
  return names.filter((name) => saysSomething(name) || !names.some((other) => other.startsWith(`${name}/`)));
}

function renderTest({ output, tests }: PackageResult, name: string): string {
  const own = output.filter(({ test }) => test === name).map(({ text }) => text);
  const verdict = own.find((text) => /^\s*--- FAIL: /.test(text));
  const header =
    verdict?.trimStart() ?? `--- ${tests.get(name) === 'fail' ? 'FAIL' : 'NOT FINISHED'}: ${name}\n`;
  return header + own.filter((text) => !isFraming(text)).join('');
}

/** `=== RUN   TestX`, `--- FAIL: TestX (0.00s)` and their like. */
export function isFraming(text: string): boolean {
  return /^\s*(=== (RUN|PAUSE|CONT|NAME) |--- (FAIL|PASS|SKIP): )/.test(text);
}
