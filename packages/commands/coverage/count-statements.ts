import { posix } from 'node:path';
import type { CoverProfile } from './profile';

/** Statements, and how many of them ran. */
export interface Coverage {
  readonly statements: number;
  readonly covered: number;
}

export interface PackageCoverage extends Coverage {
  readonly importPath: string;
}

/** Coverage by package, sorted by import path. */
export function countStatements({ blocks }: CoverProfile): PackageCoverage[] {
  const packages = new Map<string, { statements: number; covered: number }>();
  for (const { file, statements, count } of blocks.values()) {
    const importPath = posix.dirname(file);
    const known = packages.get(importPath) ?? { statements: 0, covered: 0 };
    known.statements += statements;
    if (count > 0) known.covered += statements;
    packages.set(importPath, known);
  }
  return [...packages]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([importPath, coverage]) => ({ importPath, ...coverage }));
}

export function totalOf(packages: readonly Coverage[]): Coverage {
  const sum = (count: (one: Coverage) => number) => packages.reduce((all, one) => all + count(one), 0);
  return { statements: sum((one) => one.statements), covered: sum((one) => one.covered) };
}

/** Percent; all of nothing is covered. */
export function percentOf({ statements, covered }: Coverage): number {
  return statements === 0 ? 100 : (covered / statements) * 100;
}

/** `66.7 % (2 of 3)`. */
export function formatCoverage(coverage: Coverage): string {
  return `${percentOf(coverage).toFixed(1)} % (${coverage.covered} of ${coverage.statements})`;
}
