import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attestationPath, attestedArtifact } from '../../actions';
import {
  artifactsOf,
  buildTasks,
  prepareTask,
  RunMemo,
  testTasks,
  vetTasks,
  type BatchCallbacks,
  type TaskOutcome,
} from '../../commands';
import { formatError } from '../../support';
import type { TaskKind } from '../tasks';
import { checkTaskHash, TaskDigests } from './hash-variables';
import { toGoTask, type TaskCall, type TaskPlace } from './turbo-task';

const RUNNERS = { build: buildTasks, test: testTasks, vet: vetTasks } as const;

/**
 * Runs tasks of one kind with as few go commands as can serve them. Each that Turborepo hashed with something else than what is
 * there now fails, alone.
 */
export async function runTasks(
  kind: TaskKind,
  calls: readonly TaskCall[],
  place: TaskPlace,
  callbacks: Required<BatchCallbacks>,
): Promise<void> {
  const memo = new RunMemo();
  const digests = new TaskDigests(place, memo);
  const tasks: ReturnType<typeof toGoTask>[] = [];
  for (const call of calls) {
    const task = toGoTask(call, place);
    const startTime = Date.now();
    try {
      await checkTaskHash(call, digests, place.mode);
      tasks.push(task);
    } catch (error) {
      const output = `${formatError(error)}\n`;
      callbacks.onOutcome({ id: task.id, success: false, output, startTime, endTime: Date.now() });
    }
  }
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const finish = async (outcome: TaskOutcome) => {
    const task = byId.get(outcome.id);
    if (kind === 'build' && outcome.success && task !== undefined) await removeOthers(task, memo);
    callbacks.onOutcome(outcome);
  };
  const finishing: Promise<void>[] = [];
  const onOutcome = (outcome: TaskOutcome) => void finishing.push(finish(outcome));
  await RUNNERS[kind](tasks, { ...callbacks, onOutcome }, memo);
  await Promise.all(finishing);
}

/**
 * Removes attested artifacts that a replay for another platform has brought back: Turborepo stores whatever lies in the outputs of
 * a task, and would hand them over with those of this one.
 */
async function removeOthers(task: ReturnType<typeof toGoTask>, memo: RunMemo): Promise<void> {
  const directory = join(task.workspaceRoot, task.options.outputPath ?? '');
  if (task.options.outputPath === undefined || !existsSync(directory)) return;
  const made = new Set(artifactsOf(await prepareTask(task, memo)));
  for (const name of readdirSync(directory)) {
    const artifact = attestedArtifact(join(directory, name));
    if (artifact === undefined || made.has(artifact)) continue;
    for (const file of [artifact, attestationPath(artifact)]) rmSync(file, { force: true });
  }
}
