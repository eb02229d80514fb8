import { join, relative } from 'node:path';
import { compareGoVersions } from '../../toolchain';
import { groupBy, sha256 } from '../../support';
import { checkThreshold } from '../coverage';
import type { PreparedTask } from '../go-task';
import type { TestOptions } from '../options/go-options';
import { checkHoldsNoSources, usualOutputPath } from '../output-directory';
import { groupKey } from '../prepare-task';
import { selectPackages, type Selection } from '../select-packages';
import { readTestArguments, bareName, type TestArguments } from './arguments/test-arguments';

/** One task of a test run, with what it tests and how. */
export interface PlannedTests {
  readonly task: PreparedTask<TestOptions>;
  readonly selection: Selection;
  readonly arguments: TestArguments;
  /** Whether the go command cannot load one of its packages, or something that they import. */
  readonly isBroken: boolean;
}

/** Plans one task. */
export function planTests(task: PreparedTask<TestOptions>): PlannedTests {
  const { outputPath, coverageThreshold: threshold } = task.options;
  if (outputPath !== undefined) checkHoldsNoSources(recordDirectory(task), task);
  if (threshold !== undefined)
    checkThreshold(threshold, `${task.id}: the coverageThreshold ${JSON.stringify(threshold)}`);
  const selection = selectPackages(task);
  const { packages: listed } = task.dimension.listing;
  const reached = new Set(selection.packages.flatMap(({ testDeps }) => testDeps));
  const isBroken = [...reached].some((index) => (listed[index]?.errors ?? []).length > 0);
  return { task, selection, arguments: readTestArguments(task), isBroken };
}

/** Puts tasks together that one go command can serve. */
export function groupTests(tasks: readonly PlannedTests[]): PlannedTests[][] {
  const groups = groupBy(tasks, (planned) =>
    needsOwnCommand(planned) ? `alone ${planned.task.id}` : sharedKey(planned),
  );
  return [...groups.values()];
}

function sharedKey({ task, arguments: { flags, programArguments, collects } }: PlannedTests): string {
  return sha256(groupKey(task), collects, ...flags.flatMap(({ raw }) => raw), '-args', ...programArguments);
}

/**
 * -coverpkg counts statements of all packages of a command; a first failure ends the tests of all packages; before Go 1.24 a
 * broken package ends the command.
 */
function needsOwnCommand({ task, arguments: { flags }, isBroken }: PlannedTests): boolean {
  const { GOVERSION: version } = task.dimension.goEnv;
  const stopsEarly = flags.some((flag) => bareName(flag) === 'failfast' && flag.value !== 'false');
  const countsAll = task.dimension.buildFlags.coverpkg !== undefined;
  return countsAll || stopsEarly || (isBroken && compareGoVersions(version, '1.24') < 0);
}

/** Absolute directory for what a task records: the option, else `dist/<project root>/go-test/default`. */
export function recordDirectory({ workspaceRoot, projectRoot, options }: PreparedTask<TestOptions>): string {
  if (options.outputPath !== undefined) return join(workspaceRoot, options.outputPath);
  return join(workspaceRoot, usualOutputPath(relative(workspaceRoot, projectRoot), 'go-test', 'default'));
}
