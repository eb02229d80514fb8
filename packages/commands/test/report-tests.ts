import { formatError, formatFinding } from '../../support';
import { closingLine, countWork } from '../closing-line';
import { countStatements, judgeCoverage, parseProfile, renderJudgement } from '../coverage';
import { explainGoFailure } from '../explain-failure';
import { packageUnderTest, splitByPackage } from '../package-blocks';
import type { GroupOutcome } from './run-test-group';
import type { PlannedTests } from './plan-tests';
import type { BuildText } from './reports/event-stream';
import type { TaskResults } from './reports/task-results';
import { hasNoTests, isCached, ranNothing, type PackageResult } from './results/package-result';
import { renderAll, renderBrief } from './results/render-package';
import { renderSummary } from './results/render-summary';

/** What came of a task. */
export interface ClosedReport {
  readonly success: boolean;
  readonly output: string;
  /** The part of the output that no stream carried. */
  readonly unstreamed: string;
  readonly results: TaskResults;
  /** The cover profile of the task's packages; undefined where none was wanted, or none came. */
  readonly profile: string | undefined;
}

/** What a task of a group has to say: packages as they come, then what building them printed, what failed, and the closing line. */
export class TestReport {
  private text = '';
  private readonly expected: ReadonlySet<string>;
  private readonly reads: ReadonlySet<string>;

  constructor(
    readonly planned: PlannedTests,
    private readonly startTime: number,
    private readonly onText: (text: string) => void,
  ) {
    const { selection, task } = planned;
    const listed = task.dimension.listing.packages;
    this.expected = new Set(selection.packages.map(({ importPath }) => importPath));
    this.reads = new Set(
      selection.packages.flatMap(({ testDeps }) => testDeps.map((index) => listed[index]?.importPath ?? '')),
    );
  }

  /** Whether a package is one of the task's. */
  has(importPath: string): boolean {
    return (
      this.expected.has(importPath) ||
      this.planned.selection.elsewhere.some((one) => matches(one, importPath))
    );
  }

  /** Takes the final result of a package, if it is one of the task's. */
  settle(result: PackageResult): void {
    if (!this.has(result.importPath)) return;
    const text = this.planned.arguments.showsPassing ? renderAll(result) : renderBrief(result);
    this.text += text;
    this.onText(text);
  }

  /** Packages of the task of which the go command said nothing. */
  missing({ run }: GroupOutcome): string[] {
    return [...this.expected].filter((importPath) => run.results.get(importPath)?.verdict === undefined);
  }

  /** The whole output, with the part of it that `onText` did not get. */
  close(outcome: GroupOutcome, isAlone: boolean): ClosedReport {
    const own = [...outcome.run.results.values()].filter(({ importPath }) => this.has(importPath));
    const failed = own.filter(({ verdict }) => verdict === 'fail');
    const missing = this.missing(outcome);
    const isWhole = missing.length === 0 && !(isAlone && outcome.run.failedUnexplained);
    const hasPassed = failed.length === 0 && isWhole && outcome.run.stoppedBy === undefined;
    const profile = this.profileOf(outcome, isAlone);
    const coverage = hasPassed ? this.judgeCoverage(profile) : undefined;
    const success = hasPassed && coverage?.isLow !== true;
    const said = this.messages(outcome, failed, isAlone || !hasPassed);
    const unstreamed = [
      said,
      hasPassed ? '' : explainGoFailure(said),
      renderSummary(failed),
      missing.length === 0 ? '' : `not tested: ${missing.join(', ')}\n`,
      ...(hasPassed ? this.notes(own) : []),
      coverage?.text ?? '',
      closingLine(
        this.planned.task.dimension.name,
        this.countWork(outcome, own),
        Date.now() - this.startTime,
        note(own),
      ),
    ].join('');
    const results = { own, missing, builds: this.buildTexts(outcome, failed), messages: said };
    return { success, output: this.text + unstreamed, unstreamed, results, profile };
  }

  private profileOf({ run }: GroupOutcome, isAlone: boolean): string | undefined {
    if (this.planned.arguments.collects === 'nothing') return undefined;
    return run.profileOf((importPath) => isAlone || this.has(importPath));
  }

  /** What the threshold of a task that passed says to its profile. */
  private judgeCoverage(profile: string | undefined): { text: string; isLow: boolean } | undefined {
    const { id, options } = this.planned.task;
    const { coverageThreshold: threshold } = options;
    if (threshold === undefined) return undefined;
    try {
      const packages =
        profile === undefined ? [] : countStatements(parseProfile(profile, `The profile of ${id}`));
      const judgement = judgeCoverage(packages, threshold);
      return { text: renderJudgement(judgement, threshold), isLow: judgement.isLow };
    } catch (error) {
      return { text: `${formatError(error)}\n`, isLow: true };
    }
  }

  /** What building the task's packages printed; messages that name no package only where they may explain something. */
  private messages(outcome: GroupOutcome, failed: readonly PackageResult[], withPreface: boolean): string {
    const { run, findings } = outcome;
    const { preface } = splitByPackage(run.messages);
    const found = findings.filter(
      ({ code, subject }) => code !== 'c-input-outside-closure' || this.concerns(subject),
    );
    return [
      ...(withPreface ? [preface] : []),
      ...this.buildTexts(outcome, failed).map(([, text]) => text),
      ...found.map((finding) => `${formatFinding(finding)}\n`),
    ].join('');
  }

  /** What building the task's packages, and what they import, printed. */
  private buildTexts({ run }: GroupOutcome, failed: readonly PackageResult[]): BuildText[] {
    const broken = new Set(failed.map(({ failedBuild }) => failedBuild));
    const { blocks } = splitByPackage(run.messages);
    return [
      ...[...run.builds].filter(([name]) => broken.has(name) || this.concerns(name)),
      ...blocks
        .filter(({ importPath }) => this.concerns(importPath))
        .map(({ importPath, text }): BuildText => [importPath, text]),
    ];
  }

  private concerns(name: string): boolean {
    return this.reads.has(packageUnderTest(name)) || this.has(packageUnderTest(name));
  }

  private notes(own: readonly PackageResult[]): string[] {
    const tested = own.filter((result) => !hasNoTests(result));
    if (tested.length === 0) return ['goshawk: no package here has tests.\n'];
    return tested.every(ranNothing) ? ['goshawk: no test matches; none ran.\n'] : [];
  }

  private countWork({ run }: GroupOutcome, own: readonly PackageResult[]) {
    const names = new Set(own.map(({ importPath }) => importPath));
    return { ...countWork(run.graphs, names), packages: own.length };
  }
}

function note(own: readonly PackageResult[]): string {
  const failed = own.filter(({ verdict }) => verdict === 'fail').length;
  const cached = own.filter(isCached).length;
  return [...(failed > 0 ? [`${failed} failed`] : []), `${cached} cached`].join(', ');
}

function matches(pattern: string, importPath: string): boolean {
  const prefix = /^(.*?)\/?\.\.\.$/.exec(pattern)?.[1];
  return prefix === undefined
    ? pattern === importPath
    : importPath === prefix || importPath.startsWith(`${prefix}/`);
}
