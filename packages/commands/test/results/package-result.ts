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
}

export function emptyResult(importPath: string): PackageResult {
  return { importPath, output: [], tests: new Map() };
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
