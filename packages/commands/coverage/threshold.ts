import { renderTable, UsageError } from '../../support';
import { formatCoverage, percentOf, totalOf, type Coverage, type PackageCoverage } from './count-statements';

/** Coverage held against what is wanted. */
export interface CoverageJudgement {
  readonly total: Coverage;
  readonly isLow: boolean;
  /** Packages below the threshold, lowest first. */
  readonly low: readonly PackageCoverage[];
}

/**
 * @param what as the caller calls it, with its value
 * @throws UsageError 'invalid-threshold'
 */
export function checkThreshold(value: unknown, what: string): number {
  if (typeof value === 'number' && value >= 0 && value <= 100) return value;
  throw new UsageError({
    code: 'invalid-threshold',
    message: `${what} is no percentage.`,
    next: 'Give a number from 0 to 100, such as 80.',
  });
}

/** @param threshold percent of all statements together */
export function judgeCoverage(packages: readonly PackageCoverage[], threshold: number): CoverageJudgement {
  const isBelow = (coverage: Coverage) => percentOf(coverage) < threshold;
  const total = totalOf(packages);
  const low = packages.filter(isBelow).sort((one, other) => percentOf(one) - percentOf(other));
  return { total, isLow: isBelow(total), low };
}

/** What a judgement says; packages are named only where the total is too low. */
export function renderJudgement({ total, isLow, low }: CoverageJudgement, threshold: number): string {
  if (total.statements === 0) return 'goshawk: there are no statements to cover.\n';
  const line = `goshawk: ${formatCoverage(total)} of statements are covered; the threshold is ${threshold} %.\n`;
  if (!isLow) return line;
  const rows = low.map((one) => [one.importPath, formatCoverage(one)]);
  return `${line}${renderTable(['PACKAGE BELOW IT', 'COVERED'], rows)}\n`;
}
