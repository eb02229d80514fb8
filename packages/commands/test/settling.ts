import { isCached, type PackageResult } from './results/package-result';

/** Called once per package, when its result is final. */
export type ResultSink = (result: PackageResult) => void;

/** Hands results on, each package once, as soon as nothing can change them. */
export class Settling {
  private readonly done = new Set<string>();

  constructor(private readonly onResult: ResultSink) {}

  readonly now = (result: PackageResult): void => {
    if (result.verdict === undefined || this.done.has(result.importPath)) return;
    this.done.add(result.importPath);
    this.onResult(result);
  };

  readonly unlessCached = (result: PackageResult): void => {
    if (!isCached(result)) this.now(result);
  };

  all(results: Iterable<PackageResult>): void {
    for (const result of results) this.now(result);
  }
}
