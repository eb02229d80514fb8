import { realpathSync } from 'node:fs';
import type { Env, GoEnv, GoFlag } from '../../toolchain';
import { dimensionCommand, type DimensionCommand } from '../go-command';
import type { PreparedTask } from '../go-task';
import type { TestOptions } from '../options/go-options';
import { binaryArguments, keyArguments } from './arguments/binary-arguments';
import { bareName, type TestArguments } from './arguments/test-arguments';
import type { TestedPackage } from './observed/result-proofs';
import { pathScope, type PathScope } from './observed/tracked-paths';
import { recordDirectory, type PlannedTests } from './plan-tests';
import { reportFile, wantsReports } from './reports/report-files';

/** What the go commands of a group of tasks have in common. */
export interface GroupSetup {
  readonly task: PreparedTask<TestOptions>;
  readonly prepared: DimensionCommand;
  /** Packages of the workspace. */
  readonly packages: readonly TestedPackage[];
  /** Patterns for others. */
  readonly elsewhere: readonly string[];
  readonly flags: readonly GoFlag[];
  readonly programArguments: readonly string[];
  /** Whether a task of the group wants a cover profile. */
  readonly collects: 'profiles' | 'nothing';
  /** Whether Go keeps results under these arguments. */
  readonly keepsResults: boolean;
  /** Whether a task of the group writes the events of its tests, or a report of them. */
  readonly keeps: 'events' | 'results';
  readonly scope: PathScope;
  /** Paths that Goshawk itself writes while tests run. */
  readonly leftOut: readonly string[];
  readonly scratch: string;
}

export async function setUpGroup(group: readonly PlannedTests[], scratch: string): Promise<GroupSetup> {
  const [first] = group;
  if (first === undefined) throw new RangeError('a group of no task');
  const { task, arguments: own } = first;
  const { dimension, go, cwd, goEnvironment: env } = task;
  const selected = group.flatMap(({ selection }) => selection.packages);
  const reached = [...new Set(selected.flatMap(({ testDeps }) => testDeps))];
  const prepared = await dimensionCommand({ go, cwd, env, dimension, packages: reached, scratch });
  return {
    task,
    prepared,
    packages: [...new Map(selected.map((one) => [one.importPath, one])).values()],
    elsewhere: [...new Set(group.flatMap(({ selection }) => selection.elsewhere))],
    flags: own.flags,
    programArguments: own.programArguments,
    collects: own.collects,
    keepsResults: keepsResults(own, dimension.goEnv),
    keeps: group.some((planned) => wantsReports(planned.task)) ? 'events' : 'results',
    scope: scopeOf(task, prepared.env),
    leftOut: group.flatMap((planned) => ownPaths(planned.task)),
    scratch,
  };
}

/** Tests for another platform run through a program of the user's (go_$GOOS_$GOARCH_exec), of which Go keeps nothing. */
function keepsResults(own: TestArguments, goEnv: GoEnv): boolean {
  const isForeign = goEnv.GOOS !== goEnv.GOHOSTOS || goEnv.GOARCH !== goEnv.GOHOSTARCH;
  const hasExec = own.flags.some((flag) => bareName(flag) === 'exec') || goEnv.GOFLAGS.includes('-exec');
  const profile = own.collects === 'profiles' ? ['-test.coverprofile=x'] : [];
  const args = [...binaryArguments({ goEnv, ...own }), ...profile];
  return !isForeign && !hasExec && keyArguments(args, goEnv.GOVERSION) !== undefined;
}

function scopeOf({ dimension, workspaceRoot }: PreparedTask<TestOptions>, env: Env): PathScope {
  const { goEnv, gocache, listing } = dimension;
  return pathScope(
    env,
    [goEnv.GOROOT, goEnv.GOMODCACHE, goEnv.GOCACHE, gocache],
    [workspaceRoot, realpathSync(workspaceRoot), ...listing.modules.map(({ dir }) => dir)],
  );
}

function ownPaths(task: PreparedTask<TestOptions>): string[] {
  const root = realpathSync(task.workspaceRoot);
  const reports = (['junitFile', 'jsonFile'] as const).flatMap((option) => reportFile(task, option) ?? []);
  return [task.stateDirectory, recordDirectory(task), ...reports].map((path) =>
    path.startsWith(task.workspaceRoot) ? root + path.slice(task.workspaceRoot.length) : path,
  );
}
