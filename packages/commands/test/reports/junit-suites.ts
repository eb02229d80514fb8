import { closingText, hasNoTests, isCached, type PackageResult } from '../results/package-result';
import { readCases, type TestCase } from './read-cases';
import type { TaskResults } from './task-results';

/** How a test case went wrong: a failure is what a test objects to, an error is what ended it or kept it from running. */
export interface Trouble {
  readonly element: 'failure' | 'error' | 'skipped';
  /** One line. */
  readonly message: string;
  readonly text: string;
}

export interface JUnitCase {
  readonly name: string;
  readonly seconds: number;
  readonly trouble?: Trouble;
}

/** One package, as CI systems take it. */
export interface JUnitSuite {
  readonly name: string;
  readonly seconds: number;
  /** RFC 3339. */
  readonly startTime: string | undefined;
  /** Whether Go took the result from its cache. */
  readonly isCached: boolean;
  readonly cases: readonly JUnitCase[];
}

/** Longest `message`: what else there is stands in the text. */
const MESSAGE_LENGTH = 200;

/** A crash of the process, as Go's runtime prints it. */
const CRASH = /^(?:panic|fatal error): .*$/m;

/**
 * The suite of a package with tests; undefined for one without.
 *
 * @param building what building it printed
 */
function suiteOf(result: PackageResult, building: string): JUnitSuite | undefined {
  const hasFailed = result.verdict === 'fail' || result.verdict === undefined;
  const { cases, seconds, startTime, output } = readCases(result.events ?? []);
  // With coverage, newer Go passes a package without test files.
  const isBare = cases.length === 0 && !closingText(result).startsWith('ok ');
  if (!hasFailed && (hasNoTests(result) || isBare)) return undefined;
  const own = cases.map((one) => ({
    name: one.name,
    seconds: one.seconds,
    ...troubleOf(one, result.verdict),
  }));
  const isExplained = own.some(({ trouble }) => trouble !== undefined && trouble.element !== 'skipped');
  const more = hasFailed ? packageTrouble(result, building, output, isExplained) : [];
  return {
    name: result.importPath,
    seconds,
    startTime,
    isCached: isCached(result),
    cases: [...own, ...more],
  };
}

/** The suite of what the go command said nothing of, or of a task whose tests did not run. */
export function suiteNotRun(name: string, text: string): JUnitSuite {
  const trouble = { element: 'error' as const, message: firstLine(text, 'not run'), text };
  const cases = [{ name: '[not run]', seconds: 0, trouble }];
  return { name, seconds: 0, startTime: undefined, isCached: false, cases };
}

/** Suites of a task's packages, in the order in which the go command closed them. */
export function suitesOf({ own, missing, builds, messages }: TaskResults): JUnitSuite[] {
  const buildingOf = ({ failedBuild, importPath }: PackageResult): string => {
    const said = builds.filter(([name]) => name === (failedBuild ?? importPath)).map(([, text]) => text);
    return said.length > 0 ? said.join('') : messages;
  };
  const known = new Set(own.map(({ importPath }) => importPath));
  return [
    ...own.flatMap((result) => suiteOf(result, buildingOf(result)) ?? []),
    ...missing
      .filter((importPath) => !known.has(importPath))
      .map((importPath) => suiteNotRun(importPath, messages)),
  ];
}

function troubleOf(
  { name, verdict, output }: TestCase,
  ofPackage: PackageResult['verdict'],
): { trouble?: Trouble } {
  if (verdict === 'pass') return {};
  if (verdict === 'skip')
    return { trouble: { element: 'skipped', message: firstLine(output, 'skipped'), text: output } };
  const crash = crashIn(output);
  if (crash !== undefined) return { trouble: { element: 'error', message: crash, text: output } };
  if (verdict === 'fail')
    return { trouble: { element: 'failure', message: firstLine(output, 'failed'), text: output } };
  // A benchmark that passes has no end.
  if (ofPackage === 'pass' || name.startsWith('Benchmark')) return {};
  return { trouble: { element: 'error', message: 'did not finish', text: output } };
}

/** What was wrong outside the tests of a package. */
function packageTrouble(
  result: PackageResult,
  building: string,
  output: string,
  isExplained: boolean,
): JUnitCase[] {
  const closing = closingText(result);
  const before = /\[(?:build|setup) failed\]/.exec(closing)?.[0];
  const error = (name: string, message: string, text: string): JUnitCase[] => [
    { name, seconds: 0, trouble: { element: 'error', message, text } },
  ];
  if (before !== undefined) {
    const said = building.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#'));
    return error(before, firstLine(said ?? '', before), building);
  }
  if (isExplained) return [];
  const message =
    crashIn(output) ?? (result.verdict === 'fail' ? 'failed outside its tests' : 'did not finish');
  return error('[outside its tests]', message, output);
}

function crashIn(output: string): string | undefined {
  const crash = CRASH.exec(output);
  return crash !== null && /^goroutine \d+/m.test(output) ? firstLine(crash[0], 'panic') : undefined;
}

function firstLine(text: string, otherwise: string): string {
  const line =
    text
      .split('\n')
      .find((one) => one.trim() !== '')
      ?.trim() ?? otherwise;
  return line.length > MESSAGE_LENGTH ? `${line.slice(0, MESSAGE_LENGTH - 1)}…` : line;
}
