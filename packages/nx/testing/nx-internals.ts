import { dirname, join } from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import schema from '../executors/go-build/schema.json';
import type { TaskCoordinates } from '../task-hash/task-environment';

/** Nx's own code for what we must compute as it does: an oracle. Its package exports none of it, so it is loaded by path. */
const NX = join(dirname(require.resolve('nx/package.json')), 'dist', 'src');

interface TaskEnvModule {
  readonly getEnvVariablesForTask: (task: object, env: object, ...rest: unknown[]) => NodeJS.ProcessEnv;
  readonly getTaskSpecificEnv: (task: object, graph: object) => Record<string, string>;
}

let tasks = 0;

/** Environment of a task as Nx makes it, after Nx's start in a workspace; `shell` is what it was started with. */
export function environmentByNx(
  workspaceRoot: string,
  { projectRoot, target, configuration }: TaskCoordinates,
  shell: Readonly<Record<string, string>>,
): { process: Record<string, string>; task: Record<string, string> } {
  load<{ setWorkspaceRoot(root: string): void }>('utils/workspace-root').setWorkspaceRoot(workspaceRoot);
  const before = { ...process.env };
  replaceEnvironment({ ...shell, NX_LOAD_DOT_ENV_FILES: 'true' });
  try {
    load<{ loadRootEnvFiles(root: string): void }>('utils/dotenv').loadRootEnvFiles(workspaceRoot);
    const started = definedOnly(process.env);
    const { getTaskSpecificEnv, getEnvVariablesForTask } = load<TaskEnvModule>('tasks-runner/task-env');
    // Nx remembers environments by task id: each call asks for another one.
    const task = { id: `task-${++tasks}`, projectRoot, target: { project: 'app', target, configuration } };
    const graph = { nodes: { app: { data: {} } } };
    const environment = getTaskSpecificEnv(task, graph);
    const child = getEnvVariablesForTask(task, environment, 'false', false, false, undefined, false);
    return { process: started, task: definedOnly(child) };
  } finally {
    replaceEnvironment(before);
  }
}

/** The options that Nx hands to the go-build tasks of a `run-many` or `run` command line. */
export function overridesByNx(words: readonly string[], mode: 'run' | 'run-many'): Record<string, unknown> {
  const options = load<SharedOptions>('command-line/yargs-utils/shared-options');
  const { createOverrides } = load<CommandLineUtils>('utils/command-line-utils');
  const yargs = jest.requireActual<() => Yargs>(require.resolve('yargs', { paths: [NX] }));
  const base = options.withBatch(yargs());
  const configured =
    mode === 'run'
      ? options.withRunOneOptions(base)
      : options.withRunManyOptions(
          options.withOutputStyleOption(options.withTargetAndConfigurationOption(base)),
        );
  const parsed = configured.exitProcess(false).help(false).version(false).parse(words);
  // `nx run app:go-build` leaves the task's name among the positional words, `run-many` none.
  const unparsed = options.withOverrides(parsed, mode === 'run' ? 2 : 1).__overrides_unparsed__;
  const { coerceTypesInOptions, convertToCamelCase } = load<Params>('utils/params');
  return coerceTypesInOptions(convertToCamelCase(createOverrides(unparsed), schema), schema);
}

/**
 * The files that Nx would hash for a task, relative to the workspace root, sorted.
 *
 * @param graph projects with their targets and named inputs
 */
export async function filesHashedByNx(
  workspaceRoot: string,
  graph: ProjectGraph,
  task: { readonly project: string; readonly target: string },
): Promise<string[]> {
  load<{ setWorkspaceRoot(root: string): void }>('utils/workspace-root').setWorkspaceRoot(workspaceRoot);
  const { HashPlanInspector } = load<Inspecting>('hasher/hash-plan-inspector');
  const inspector = new HashPlanInspector(graph, workspaceRoot, {});
  await inspector.init();
  const tasks = inspector.inspectTaskInputs(task, {}, {}, true);
  return [...(tasks[`${task.project}:${task.target}`]?.files ?? [])].sort();
}

interface Inspecting {
  readonly HashPlanInspector: new (
    graph: ProjectGraph,
    root: string,
    nxJson: object,
  ) => {
    init(): Promise<void>;
    inspectTaskInputs(
      task: object,
      parsed: object,
      dependencies: object,
      withoutDependencies: boolean,
    ): Readonly<Record<string, { readonly files: readonly string[] }>>;
  };
}

/** What targetDefaults say of a target of a project. */
export function targetDefaultsByNx(
  targetDefaults: object,
  target: { readonly name: string; readonly executor?: string },
  project: { readonly name: string; readonly root: string; readonly tags: readonly string[] },
): object | null {
  const { readTargetDefaultsForTarget } = load<TargetDefaultsModule>(
    'project-graph/utils/project-configuration/target-defaults',
  );
  const { name: projectName, root, tags } = project;
  const context = { projectName, projectNode: { data: { root, tags } } };
  return readTargetDefaultsForTarget(target.name, targetDefaults, target.executor, context);
}

interface TargetDefaultsModule {
  readonly readTargetDefaultsForTarget: (
    target: string,
    targetDefaults: object,
    executor: string | undefined,
    context: object,
  ) => object | null;
}

/** Whether a fileset's glob takes a file. */
export function matchByNx(file: string, glob: string): boolean {
  const name = 'minimatch';
  const { minimatch } = jest.requireActual<Minimatch>(require.resolve(name, { paths: [NX] }));
  return minimatch(file, glob);
}

interface Minimatch {
  readonly minimatch: (file: string, glob: string) => boolean;
}

interface Yargs {
  exitProcess(enabled: boolean): Yargs;
  help(enabled: boolean): Yargs;
  version(enabled: boolean): Yargs;
  parse(words: readonly string[]): object;
}

type Configure = (yargs: Yargs) => Yargs;

interface SharedOptions {
  withOverrides(parsed: object, level: number): { __overrides_unparsed__: string[] };
  withBatch: Configure;
  withOutputStyleOption: Configure;
  withRunManyOptions: Configure;
  withRunOneOptions: Configure;
  withTargetAndConfigurationOption: Configure;
}

interface CommandLineUtils {
  readonly createOverrides: (unparsed: readonly string[]) => Record<string, unknown>;
}

interface Params {
  readonly coerceTypesInOptions: (overrides: object, schema: object) => Record<string, unknown>;
  readonly convertToCamelCase: (overrides: object, schema: object) => Record<string, unknown>;
}

function load<T extends object>(path: string): T {
  return jest.requireActual<T>(join(NX, path));
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(environment);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function replaceEnvironment(wanted: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, wanted);
}
