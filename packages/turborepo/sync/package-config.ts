import { joinPath } from '../../graph';
import { isObject } from '../../support';
import type { PackageReference, TurboGoModule, TurboGoPackage } from '../modules/go-modules';
import { pattern } from '../modules/input-globs';
import {
  commandOf,
  isOwnCommand,
  OUTPUTS,
  TASK_KINDS,
  taskNameOf,
  type TaskKind,
  type TurboMode,
} from '../tasks';
import { hashedVariables, isHashVariable, PASSED_VARIABLES } from '../variables';
import { JsonText } from './edit-json';

/** Nodes of the task graph that run nothing: the files of one package, or of its tests, with what they import behind them. */
const SOURCES = 'go-package:';
const TESTS = 'go-tests:';

const HEADER =
  '// `goshawk turbo sync` keeps this file in step with the Go code. What else you write here stays.\n';

export interface ConfigRequest {
  readonly module: TurboGoModule;
  readonly name: string;
  readonly mode: TurboMode;
  /** Kinds of the tasks that start this package's program; a person's scripts start those of others. */
  readonly started: readonly TaskKind[];
  /** Kinds of all tasks that are ours. */
  readonly kinds: readonly TaskKind[];
  readonly names: ReadonlyMap<string, string>;
}

/**
 * The turbo.json of a Go module. Each package of the module is a node of its own that runs nothing, and depends on those of the
 * packages that it imports: Turborepo then hashes each file once, and each task by exactly what it reads.
 *
 * @param present what is there
 */
export function renderConfig(present: string | undefined, request: ConfigRequest): string {
  const json = new JsonText(present ?? `${HEADER}{\n  "extends": ["//"],\n  "tasks": {}\n}\n`);
  const { mode } = request;
  if (mode === 'stubs') setNodes(json, nodesOf(request));
  for (const kind of TASK_KINDS) {
    if (request.kinds.includes(kind)) setTask(json, kind, request);
    else removeTask(json, taskNameOf(kind, mode));
  }
  return json.text;
}

/** Whether a file holds nothing but what was written by renderConfig. */
export function isOwnConfig(text: string): boolean {
  return text.startsWith(HEADER);
}

interface Node {
  readonly inputs: readonly string[];
  readonly dependsOn?: readonly string[];
}

function nodesOf({ module, names }: ConfigRequest): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const add = (name: string, inputs: readonly string[], imports: readonly PackageReference[]) => {
    const dependsOn = imports.map((one) => referTo(one, module, names));
    nodes.set(name, { inputs: [...inputs, 'go.mod', 'go.sum'], ...(dependsOn.length > 0 && { dependsOn }) });
  };
  for (const { directory, build, test } of module.packages) {
    add(`${SOURCES}${directory}`, build.inputs, build.imports);
    if (isRead(test)) add(`${TESTS}${directory}`, test.inputs, test.imports);
  }
  return nodes;
}

function isRead({ inputs, imports }: TurboGoPackage['test']): boolean {
  return inputs.length > 0 || imports.length > 0;
}

function referTo(
  { module, directory }: PackageReference,
  from: TurboGoModule,
  names: ReadonlyMap<string, string>,
): string {
  const node = `${SOURCES}${directory}`;
  return module === from.directory ? node : `${names.get(module) ?? module}#${node}`;
}

function setNodes(json: JsonText, nodes: ReadonlyMap<string, Node>): void {
  const tasks = json.get(['tasks']);
  for (const name of Object.keys(isObject(tasks) ? tasks : {})) {
    if (isNode(name) && !nodes.has(name)) json.set(['tasks', name], undefined);
  }
  for (const [name, node] of nodes) json.set(['tasks', name], node);
}

/** Whether a task is a node that runs nothing. */
export function isNode(name: string): boolean {
  return name.startsWith(SOURCES) || name.startsWith(TESTS);
}

function setTask(json: JsonText, kind: TaskKind, request: ConfigRequest): void {
  const { module, name, mode, started } = request;
  const path = ['tasks', taskNameOf(kind, mode)];
  const command = json.get([...path, 'command']);
  if (command === undefined || isOwnCommand(command)) {
    json.set([...path, 'command'], started.includes(kind) ? commandOf(kind, module.directory) : undefined);
  }
  if (mode === 'stubs') {
    json.setOwn([...path, 'dependsOn'], dependenciesOf(kind, module), isNodeReference);
    json.setOwn([...path, 'inputs'], taskInputs(module), (item) => isTaskInput(item));
  }
  json.setOwn([...path, 'env'], hashedVariables(module.group, name), isHashVariable);
  json.setOwn([...path, 'passThroughEnv'], PASSED_VARIABLES, () => false);
  const output = OUTPUTS[kind];
  if (output !== undefined) json.setOwn([...path, 'outputs'], [`${output}/**`], () => false);
}

function removeTask(json: JsonText, name: string): void {
  if (isOwnCommand(json.get(['tasks', name, 'command']))) json.set(['tasks', name], undefined);
}

/** The nodes of a task: all packages of its module, for tests with theirs. */
function dependenciesOf(kind: TaskKind, { packages }: TurboGoModule): string[] {
  const sources = packages.map(({ directory }) => `${SOURCES}${directory}`);
  if (kind === 'build') return sources;
  return [
    ...sources,
    ...packages.flatMap(({ directory, test }) => (isRead(test) ? [`${TESTS}${directory}`] : [])),
  ];
}

function isNodeReference(item: string): boolean {
  return isNode(item.slice(item.indexOf('#') + 1));
}

/** Files of a task besides those of its packages. Without any, Turborepo would take every file of the module. */
function taskInputs({ directory, goWork }: TurboGoModule): string[] {
  return ['go.mod', 'go.sum', ...goWork.map((file) => pattern(joinPath('.', file), undefined, directory))];
}

function isTaskInput(item: string): boolean {
  return /(^|\/)go\.(mod|sum|work|work\.sum)$/.test(item);
}
