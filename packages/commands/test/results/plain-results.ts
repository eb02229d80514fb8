import { emptyResult, type PackageResult } from './package-result';

/** What `go test` without -json said of packages that passed: `ok  \tpath\t0.01s`, `ok  \tpath\t(cached)`. */
export function readPlainResults(text: string): Map<string, PackageResult> {
  const results = new Map<string, PackageResult>();
  for (const [line, importPath] of text.matchAll(/^ok {2}\t(\S+)\t.*$/gm)) {
    if (importPath === undefined) continue;
    const result = emptyResult(importPath);
    result.verdict = 'pass';
    result.output.push({ test: '', text: `${line}\n` });
    results.set(importPath, result);
  }
  return results;
}
