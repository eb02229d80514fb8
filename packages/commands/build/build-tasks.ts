import { formatError, formatFindings, mapParallel } from '../../support';
import { attestationPath } from '../../actions';
import { keepSnapshot } from '../cache-guard';
import { closingLine, countWork } from '../closing-line';
import { explainGoFailure } from '../explain-failure';
import { GO_PARALLEL } from '../go-parallel';
import type { GoTask, OutputSink, TaskOutcome } from '../go-task';
import type { BuildOptions } from '../options/go-options';
import { removeLeftFiles } from '../output-directory';
import { Outcomes } from '../outcomes';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { taskInputsOf } from '../task-inputs';
import { Attestor } from './attestor';
import { outputDirectory, planCommands, planTask, type BuildCommand, type PlannedTask } from './plan-build';
import { runBuild, type CommandOutcome } from './run-build';

export interface BatchCallbacks {
  /** Called as output comes, where a go command serves one task only. */
  readonly onOutput?: OutputSink;
  /** Called once per task, as soon as its outcome is known. */
  readonly onOutcome?: (outcome: TaskOutcome) => void;
}

/**
 * Builds many tasks with as few go commands as give the same artifacts, byte for byte, as one command each.
 * A task that fails, or that cannot be planned, fails alone.
 */
export async function buildTasks(
  tasks: readonly GoTask<BuildOptions>[],
  callbacks: BatchCallbacks = {},
  memo = new RunMemo(),
): Promise<TaskOutcome[]> {
  const outcomes = new Outcomes(callbacks.onOutcome);
  const attestor = new Attestor();
  const planned = await outcomes.plan(tasks, async (task) => {
    const one = planTask(await prepareTask(task, memo));
    if (one.programs.length > 0) attestor.note(one, await taskInputsOf(task, 'go-build', memo));
    return one;
  });
  const commands = planCommands(planned);
  const pending = new Pending(planned, commands, outcomes, attestor);
  await mapParallel(commands, GO_PARALLEL, (command) => runCommand(command, pending, callbacks));
  return outcomes.all;
}

async function runCommand(command: BuildCommand, pending: Pending, callbacks: BatchCallbacks): Promise<void> {
  const [only, ...others] = command.tasks;
  if (only === undefined) return;
  const stream = others.length === 0 ? callbacks.onOutput : undefined;
  if (pending.stoppedBy !== undefined) {
    for (const planned of command.tasks)
      pending.fail(planned, `Not started: stopped by ${pending.stoppedBy}.\n`);
    return;
  }
  let outcome: CommandOutcome;
  try {
    outcome = await runBuild(command, (chunk) => stream?.(only.task.id, chunk));
  } catch (error) {
    for (const planned of command.tasks) pending.fail(planned, `${formatError(error)}\n`);
    return;
  }
  for (const planned of outcome.succeeded) {
    const output = others.length === 0 ? outcome.output : '';
    const error = pending.attest(planned, command, outcome);
    if (error === undefined) pending.succeed(planned, outcome, output);
    else pending.fail(planned, `${output}${formatError(error)}\n`);
  }
  if (others.length === 0) {
    const output = outcome.output + explainGoFailure(outcome.output) + formatFindings(outcome.findings);
    for (const planned of outcome.failed) pending.fail(planned, output);
    return;
  }
  // Alone, each failed task says what its own go build says, and nothing of its neighbours.
  for (const planned of outcome.failed) {
    await runCommand(restrictTo(planned, command), pending, callbacks);
  }
}

function restrictTo(planned: PlannedTask, command: BuildCommand): BuildCommand {
  return {
    tasks: [planned],
    programs: command.programs.filter(({ taskId }) => taskId === planned.task.id),
    libraries: command.libraries.length > 0 ? planned.libraries : [],
  };
}

/** Tasks whose go commands are not all done. */
class Pending {
  /** Set once a signal reached us: no further go command starts. */
  stoppedBy: NodeJS.Signals | undefined;
  private readonly open = new Map<
    string,
    { awaited: number; failed: boolean; outputs: string[]; graphs: CommandOutcome[] }
  >();

  constructor(
    tasks: readonly PlannedTask[],
    commands: readonly BuildCommand[],
    private readonly outcomes: Outcomes,
    private readonly attestor: Attestor,
  ) {
    for (const { task } of tasks) {
      const awaited = commands.filter((command) =>
        command.tasks.some((one) => one.task.id === task.id),
      ).length;
      this.open.set(task.id, { awaited, failed: false, outputs: [], graphs: [] });
      if (awaited > 0) continue;
      const line = closingLine(task.dimension.name, { packages: 0, built: 0, reused: 0 }, 0);
      outcomes.report(task.id, { success: true, output: line });
    }
  }

  /**
   * Attests what a command has built for one of its tasks.
   *
   * @returns the error where that failed: an artifact that nobody can check counts as not built
   */
  attest({ task }: PlannedTask, { programs }: BuildCommand, { graph }: CommandOutcome): unknown {
    try {
      this.attestor.attest(
        programs.filter(({ taskId }) => taskId === task.id),
        graph,
      );
      return undefined;
    } catch (error) {
      return error;
    }
  }

  succeed(planned: PlannedTask, outcome: CommandOutcome, output: string): void {
    this.close(planned, output + formatFindings(outcome.findings), outcome);
  }

  fail(planned: PlannedTask, output: string): void {
    const state = this.open.get(planned.task.id);
    if (state !== undefined) state.failed = true;
    this.close(planned, output, undefined);
  }

  private close(
    { task, programs, selection }: PlannedTask,
    output: string,
    outcome: CommandOutcome | undefined,
  ): void {
    const state = this.open.get(task.id);
    if (state === undefined) return;
    state.outputs.push(output);
    if (outcome !== undefined) state.graphs.push(outcome);
    state.awaited -= 1;
    if (state.awaited > 0) return;
    this.open.delete(task.id);
    if (!state.failed && programs.length > 0) {
      removeLeftFiles(
        task.stateDirectory,
        task.id,
        outputDirectory(task),
        programs.flatMap(({ artifact }) => [artifact, attestationPath(artifact)]),
      );
    }
    const importPaths = new Set(selection.packages.map(({ importPath }) => importPath));
    const graphs = state.graphs.map(({ graph }) => graph);
    if (!state.failed) keepSnapshot(task, graphs, importPaths);
    const work = countWork(graphs, importPaths);
    const line = closingLine(
      task.dimension.name,
      work,
      Date.now() - this.outcomes.startTime,
      state.failed ? 'failed' : '',
    );
    this.outcomes.report(task.id, { success: !state.failed, output: state.outputs.join('') + line });
  }
}
