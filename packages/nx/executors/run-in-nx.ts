import type { ExecutorContext, TargetConfiguration, TaskGraph } from '@nx/devkit';
import { formatError } from '../../support';
import {
  RunMemo,
  type BatchCallbacks,
  type GoTask,
  type SharedOptions,
  type TaskOutcome,
} from '../../commands';
import { goExecutorOf, taskId, type GoTarget } from '../go-targets';
import { readPluginOptions } from '../plugin-options';
import { checkTaskHash } from '../task-hash/check-task-hash';
import { settingsVariableIn } from '../task-hash/hash-variable';
import { toGoTask } from '../task-hash/digest-targets';
import { TaskEnvironments } from '../task-hash/task-environment';
import { OutcomeStream, type BatchResult } from './outcome-stream';

/** A function of the commands room that runs tasks of one kind. */
export type TaskRunner<Options> = (
  tasks: readonly GoTask<Options>[],
  callbacks: BatchCallbacks,
  memo: RunMemo,
) => Promise<readonly TaskOutcome[]>;

/** Runs one task and prints what it has to say as it comes. */
export async function runAlone<Options extends SharedOptions>(
  options: Options,
  context: ExecutorContext,
  run: TaskRunner<Options>,
): Promise<{ success: boolean }> {
  const { projectName = '', targetName = '', configurationName } = context;
  const id = taskId(projectName, targetName, configurationName);
  const checked = await checkTasks([{ id, options }], context);
  const refused = checked.refused[0];
  if (refused !== undefined) {
    process.stderr.write(refused.output);
    return { success: false };
  }
  const onOutput = (_task: string, chunk: string) => void process.stdout.write(chunk);
  const [outcome] = await run(checked.tasks, { onOutput }, checked.memo);
  process.stdout.write(outcome?.unstreamed ?? outcome?.output ?? '');
  return { success: outcome?.success ?? false };
}

/** Runs the tasks of a batch and hands over each result as soon as it is known. */
export function runBatch<Options extends SharedOptions>(
  taskGraph: TaskGraph,
  inputs: Readonly<Record<string, Options>>,
  context: ExecutorContext,
  run: TaskRunner<Options>,
): AsyncGenerator<BatchResult, void> {
  const stream = new OutcomeStream();
  const wanted = Object.keys(taskGraph.tasks).flatMap((id) => {
    const options = inputs[id];
    return options === undefined ? [] : [{ id, options }];
  });
  return stream.during(async () => {
    const checked = await checkTasks(wanted, context);
    for (const outcome of checked.refused) stream.push(outcome);
    await run(checked.tasks, { onOutcome: (outcome) => stream.push(outcome) }, checked.memo);
  });
}

interface CheckedTasks<Options> {
  readonly tasks: readonly GoTask<Options & SharedOptions>[];
  readonly refused: readonly TaskOutcome[];
  readonly memo: RunMemo;
}

async function checkTasks<Options extends SharedOptions>(
  wanted: readonly { id: string; options: Options }[],
  context: ExecutorContext,
): Promise<CheckedTasks<Options>> {
  const startTime = Date.now();
  const memo = new RunMemo();
  const pluginOptions = readPluginOptions(optionsInNxJson(context));
  const environments = new TaskEnvironments(context.root, process.env);
  const tasks: GoTask<Options & SharedOptions>[] = [];
  const refused: TaskOutcome[] = [];
  for (const { id, options } of wanted) {
    try {
      const { target, configuration, outputs } = findTarget(id, context);
      const paths = { workspaceRoot: context.root, pluginOptions, environments, env: process.env };
      const task = { ...toGoTask(target, options, paths), declaredOutputs: outputs };
      await checkTaskHash(task, target, configuration, context, memo);
      tasks.push(task);
    } catch (error) {
      refused.push({ id, success: false, output: `${formatError(error)}\n`, startTime, endTime: Date.now() });
    }
  }
  return { tasks, refused, memo };
}

function findTarget(id: string, context: ExecutorContext) {
  const task = context.taskGraph?.tasks[id];
  const project = task?.target.project ?? context.projectName ?? '';
  const target = task?.target.target ?? context.targetName ?? '';
  const data = context.projectsConfigurations.projects[project];
  const configuration: TargetConfiguration = data?.targets?.[target] ?? {};
  const found: GoTarget = {
    id,
    project,
    projectRoot: data?.root ?? '.',
    target,
    configuration: task?.target.configuration ?? context.configurationName,
    executor: goExecutorOf(configuration) ?? '',
    options: {},
    settingsVariable: settingsVariableIn(configuration.inputs),
  };
  // Only a cached task must say where its artifacts are.
  const outputs = configuration.cache === true ? task?.outputs : undefined;
  return { target: found, configuration, outputs };
}

/** Options of the plugin's entry in nx.json. */
function optionsInNxJson({ nxJsonConfiguration }: ExecutorContext): unknown {
  const entry = nxJsonConfiguration.plugins?.find(
    (plugin) => typeof plugin !== 'string' && plugin.plugin === 'goshawk',
  );
  return typeof entry === 'object' ? entry.options : undefined;
}
