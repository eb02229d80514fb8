/** A piece of what a package printed, with the test that printed it. */
export interface OutputPiece {
  /** '' for the package itself. */
  readonly test: string;
  readonly text: string;
}

export type Verdict = 'pass' | 'fail' | 'skip';

/** What `go test` said of one package. */
export interface PackageResult {
  readonly importPath: string;
  /** Absent as long as, or since, the go command said nothing final. */
  verdict?: Verdict;
  readonly output: OutputPiece[];
  /** Verdicts of tests and subtests, in the order in which they began; undefined for one that never ended. */
  readonly tests: Map<string, Verdict | undefined>;
  /** The package whose compilation or checking failed, as the go command names it (Go 1.24 and newer). */
  failedBuild?: string;
  /** What the go command said of the package, one JSON object each; absent where nobody asked for it. */
  readonly events?: string[];
}

export function emptyResult(importPath: string): PackageResult {
  return { importPath, output: [], tests: new Map() };
}

/**
 * Closes a package that is not built, or that vet objects to, where the go command has no event for it.
 *
 * @param closing such as `FAIL\tpath [build failed]\n`
 */
export function closeUnbuilt(result: PackageResult, closing: string, failedBuild?: string): void {
  const { importPath, events, output } = result;
  const hadPassed = result.verdict !== undefined;
  result.verdict = 'fail';
  if (failedBuild !== undefined) result.failedBuild = failedBuild;
  output.push({ test: '', text: closing });
  if (events === undefined) return;
  // The verdict of a package is its last event.
  if (hadPassed) events.pop();
  const common = { Package: importPath };
  events.push(JSON.stringify({ Action: 'output', ...common, Output: closing }));
  events.push(
    JSON.stringify({
      Action: 'fail',
      ...common,
      Elapsed: 0,
      ...(failedBuild && { FailedBuild: failedBuild }),
    }),
  );
}

/** The lines with which `go test` closes a package: `ok  \tpath\t0.01s`, `FAIL\tpath [build failed]`, `?   \tpath\t[no test files]`. */
export function closingText({ output, importPath }: PackageResult): string {
  const isClosing = (text: string) =>
    /^(ok {2}|FAIL|\? {3})?\t/.test(text) && text.includes(`\t${importPath}`);
  return output.findLast(({ test, text }) => test === '' && isClosing(text))?.text ?? '';
}

/** Whether Go took the result from its cache. */
export function isCached(result: PackageResult): boolean {
  return result.verdict === 'pass' && closingText(result).includes('\t(cached)');
}

/** Whether the package has test files. */
export function hasNoTests(result: PackageResult): boolean {
  return result.verdict === 'skip' || closingText(result).includes('[no test files]');
}

/** Whether it has tests, and none of them was to run. */
export function ranNothing(result: PackageResult): boolean {
  return closingText(result).includes('[no tests to run]');
}
