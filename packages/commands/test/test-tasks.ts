import { formatError, formatFindings, mapParallel, type Finding } from '../../support';
import type { BatchCallbacks } from '../build/build-tasks';
import { keepSnapshot } from '../cache-guard';
import { GO_PARALLEL } from '../go-parallel';
import type { GoTask, TaskOutcome } from '../go-task';
import type { TestOptions } from '../options/go-options';
import { Outcomes } from '../outcomes';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { groupTests, planTests, type PlannedTests } from './plan-tests';
import { writeTestInputs } from './replay/write-test-inputs';
import { TestReport } from './report-tests';
import { ReportFiles, writeReport } from './reports/report-files';
import { reportNotRun, writeReports } from './reports/write-reports';
import { runTestGroup, type GroupOutcome } from './run-test-group';

/**
 * Runs the tests of many tasks with few go commands. A result is "(cached)" only where everything that the tests read is what
 * it was. A task that fails, or that cannot be planned, fails alone.
 */
export async function testTasks(
  tasks: readonly GoTask<TestOptions>[],
  callbacks: BatchCallbacks = {},
  memo = new RunMemo(),
): Promise<TaskOutcome[]> {
  const outcomes = new Outcomes(callbacks.onOutcome);
  const files = new ReportFiles();
  const planned = await outcomes.plan(tasks, async (task) => {
    files.claim(task);
    try {
      return planTests(await prepareTask(withCover(task), memo, verbFor(task)));
    } catch (error) {
      reportNotRun(task, formatError(error));
      throw error;
    }
  });
  const reporting: Reporting = { callbacks, outcomes, stopped: {} };
  await mapParallel(groupTests(planned), GO_PARALLEL, (group) => testGroup(group, reporting));
  return outcomes.all;
}

interface Reporting {
  readonly callbacks: BatchCallbacks;
  readonly outcomes: Outcomes;
  /** The signal that reached us: no further go command starts. */
  readonly stopped: { by?: NodeJS.Signals | undefined };
  /** What was wrong in the cache when the tests ran for the first time: it is another time then. */
  readonly wrongBefore?: readonly Finding[];
}

/** Instrumentation is part of the dimension, so that it must be known before. */
function withCover(task: GoTask<TestOptions>): GoTask<TestOptions> {
  if (task.options.coverProfile === undefined && task.options.coverageThreshold === undefined) return task;
  return { ...task, options: { ...task.options, cover: true } };
}

/** Flags of the user's own may be those of `go test`. Without them the dimension is that of a build, which may be known already. */
function verbFor({ options }: GoTask<TestOptions>): string {
  return (options.flags ?? []).length > 0 ? 'test' : 'build';
}

async function testGroup(group: readonly PlannedTests[], reporting: Reporting): Promise<void> {
  const { callbacks, outcomes, stopped, wrongBefore } = reporting;
  const isAlone = group.length === 1;
  const onText = isAlone ? callbacks.onOutput : undefined;
  const reports = group.map(
    (planned) => new TestReport(planned, outcomes.startTime, (text) => onText?.(planned.task.id, text)),
  );
  const fail = (output: string) => {
    for (const { task } of group)
      outcomes.report(task.id, { success: false, output: output + reportNotRun(task, output) });
  };
  if (stopped.by !== undefined) return fail(`Not started: stopped by ${stopped.by}.\n`);
  let outcome: GroupOutcome;
  try {
    outcome = await runTestGroup(group, (result) => reports.forEach((one) => one.settle(result)));
  } catch (error) {
    return fail(`${formatError(error)}\n`);
  }
  stopped.by ??= outcome.run.stoppedBy;
  if (outcome.hasReadWrong) {
    if (wrongBefore !== undefined) {
      return fail(
        `Entries of the cache were wrong, and what Go made in their place as well:\n${formatFindings(outcome.findings)}`,
      );
    }
    onText?.(
      group[0]?.task.id ?? '',
      'goshawk: the tests had read a wrong entry of the cache; running them again.\n',
    );
    return testGroup(group, { ...reporting, callbacks: {}, wrongBefore: outcome.findings });
  }
  for (const one of reports) {
    const { task } = one.planned;
    if (!isAlone && stopped.by === undefined && isUnclear(one, outcome)) {
      // Alone, a task says what its own go test says, and nothing of its neighbours.
      await testGroup([one.planned], { ...reporting, callbacks: {} });
      continue;
    }
    const { success, output, unstreamed, results, profile } = one.close(outcome, isAlone);
    if (success)
      keepSnapshot(
        task,
        outcome.run.graphs,
        one.planned.selection.packages.map(({ importPath }) => importPath),
      );
    const unwritten =
      trying(() => writeReports(task, results)) +
      trying(() => writeProfile(one.planned, profile)) +
      // A result without it must not be replayed.
      (success ? trying(() => writeTestInputs(one.planned, outcome)) : '');
    const rest = onText === undefined ? {} : { unstreamed: unstreamed + unwritten };
    outcomes.report(task.id, {
      success: success && unwritten === '',
      output: `${formatFindings(wrongBefore ?? [])}${output}${unwritten}`,
      ...rest,
    });
  }
}

function writeProfile({ arguments: { coverProfile } }: PlannedTests, profile: string | undefined): void {
  if (coverProfile !== undefined && profile !== undefined) writeReport('coverProfile', coverProfile, profile);
}

/** Says why something could not be written, or ''. */
function trying(write: () => void): string {
  try {
    write();
    return '';
  } catch (error) {
    return `${formatError(error)}\n`;
  }
}

/** Whether the go command failed as a whole: it says nothing of some packages, or does not say what was wrong. */
function isUnclear(report: TestReport, outcome: GroupOutcome): boolean {
  return report.missing(outcome).length > 0 || outcome.run.failedUnexplained;
}
