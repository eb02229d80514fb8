import { join } from 'node:path';
import type { Finding } from '../../support';
import { readActionGraph, type ActionGraph, type ProcessResult } from '../../toolchain';
import { CacheGuard, overVerifiedCache, type CacheReading } from '../cache-guard';
import { checkCommand } from '../check-command';
import { dimensionCommand, runGoCommand, withScratch, type DimensionCommand } from '../go-command';
import type { BuildCommand, PlannedTask } from './plan-build';
import { Stage } from './stage';

/** What one go command did, for the tasks that it served. */
export interface CommandOutcome {
  readonly succeeded: readonly PlannedTask[];
  readonly failed: readonly PlannedTask[];
  readonly output: string;
  readonly graph: ActionGraph;
  readonly findings: readonly Finding[];
  /** The signal that ended it, if one did. */
  readonly stoppedBy: NodeJS.Signals | undefined;
}

/** Runs one go build, puts the artifacts of the tasks that succeeded in place and tells who failed. */
export async function runBuild(
  command: BuildCommand,
  onOutput: (chunk: string) => void,
): Promise<CommandOutcome> {
  const [first] = command.tasks;
  if (first === undefined)
    return { succeeded: [], failed: [], output: '', graph: [], findings: [], stoppedBy: undefined };
  const { stateDirectory, dimension } = first.task;
  const guard = CacheGuard.of(
    command.tasks.map(({ task }) => task),
    'build',
  );
  let stage: Stage | undefined;
  try {
    const buildAnew = () => {
      // What a first time left there Go would keep.
      stage?.remove();
      stage = new Stage(stateDirectory, dimension.directory);
      return runInStage(command, first, stage, onOutput);
    };
    const run = await overVerifiedCache(guard, buildAnew, onOutput);
    const { success, graphs, result, findings, stoppedBy } = run;
    const graph = graphs.flat();
    const failed = success ? [] : failedTasks(command, graph, result);
    const succeeded = command.tasks.filter((planned) => !failed.includes(planned));
    const done = new Set(succeeded.map(({ task }) => task.id));
    stage?.putInPlace(command.programs.filter(({ taskId }) => done.has(taskId)));
    const output = result.stdout + result.stderr;
    return { succeeded, failed, output, graph, findings: [...guard.findings, ...findings], stoppedBy };
  } finally {
    stage?.remove();
  }
}

/** What one go build did, before anything of it is put in place. */
interface BuildRun extends CacheReading {
  readonly result: ProcessResult;
  readonly findings: readonly Finding[];
}

function runInStage(
  command: BuildCommand,
  first: PlannedTask,
  stage: Stage,
  onOutput: (chunk: string) => void,
): Promise<BuildRun> {
  const { dimension, go, cwd, goEnvironment } = first.task;
  return withScratch(async (scratch) => {
    const packages = command.tasks.flatMap(({ selection }) =>
      selection.packages.flatMap(({ buildDeps }) => buildDeps),
    );
    const prepared = await dimensionCommand({ go, cwd, env: goEnvironment, dimension, packages, scratch });
    // With coverage, the digest of a static library makes no package differ: Go would keep the program.
    if (!dimension.buildFlags.cover) stage.layReady(command.programs);
    const graphFile = join(scratch, 'actions.json');
    const args = buildArguments(command, first, prepared, stage, graphFile);
    const result = await runGoCommand(prepared, args, onOutput);
    return {
      success: result.exitCode === 0,
      graphs: [readActionGraph(graphFile)],
      result,
      findings: checkCommand(prepared, dimension),
      stoppedBy: result.stoppedBy,
    };
  });
}

function buildArguments(
  command: BuildCommand,
  { task }: PlannedTask,
  prepared: DimensionCommand,
  stage: Stage,
  graphFile: string,
): string[] {
  const [only] = command.programs;
  const single =
    ['c-archive', 'c-shared', 'plugin'].includes(task.dimension.buildFlags.buildmode) && only !== undefined;
  const output =
    command.programs.length === 0 ? [] : ['-o', single ? stage.pathOf(only) : `${stage.directory}/`];
  const packages = [...command.programs.map(({ importPath }) => importPath), ...command.libraries];
  return [
    'build',
    ...output,
    `-debug-actiongraph=${graphFile}`,
    ...task.flags,
    ...prepared.flags,
    ...packages,
  ];
}

/**
 * Which tasks a failed go build failed. A program is fine when its link action got an action ID (all that it needs was
 * built) and no message stands under its name; a task of libraries when no message stands under any package that it reads.
 */
function failedTasks(command: BuildCommand, graph: ActionGraph, result: ProcessResult): PlannedTask[] {
  if (command.tasks.length === 1 || result.signal !== undefined) return [...command.tasks];
  const blamed = new Set([...result.stderr.matchAll(/^# (\S+)/gm)].map(([, importPath]) => importPath ?? ''));
  const linked = new Set(
    graph.filter(({ Mode, ActionID }) => Mode === 'link' && ActionID).map((action) => action.Package),
  );
  const failed = command.tasks.filter((planned) => {
    const own = command.programs.filter(({ taskId }) => taskId === planned.task.id);
    if (own.some(({ importPath }) => !linked.has(importPath) || blamed.has(importPath))) return true;
    if (command.programs.length > 0) return false;
    return readPackages(planned).some((importPath) => blamed.has(importPath));
  });
  // An error that names nobody is everybody's.
  return failed.length > 0 ? failed : [...command.tasks];
}

function readPackages({ task, selection }: PlannedTask): string[] {
  const listed = task.dimension.listing.packages;
  return selection.packages.flatMap(({ buildDeps }) =>
    buildDeps.map((index) => listed[index]?.importPath ?? ''),
  );
}
