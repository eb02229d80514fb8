import type { TargetConfiguration } from '@nx/devkit';
import { kindOfTask, DECIDING_OPTION_NAMES } from '../../commands';
import { sha256 } from '../../support';

// Task hashes get what no file of the workspace shows through environment variables that targets list as `{ "env": … }`
// among their inputs and the pre-task hook sets. Nx copies its whole environment for each task that it hashes: with a
// variable for each of a thousand projects it took longer for that than for all else. So what tasks with equal options
// have alike is in one variable for all of them, and a project has a variable of its own only where it differs.

const SETTINGS = 'GOSHAWK_SETTINGS_';

/** The variable for what is special to a project's tasks: C inputs, files outside the workspace, settings of its own. */
export function hashVariableOf(project: string): string {
  return `GOSHAWK_INPUTS_${project
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')}`;
}

/**
 * The variable for what tasks with these options have alike: toolchain, settings, build list, and the tools of their executor.
 *
 * @param directory of the go.work, or of the module where there is none, relative to the workspace root
 */
export function settingsVariableOf(
  directory: string,
  {
    executor = '',
    options,
    configurations,
  }: Pick<TargetConfiguration, 'executor' | 'options' | 'configurations'>,
): string {
  const others: Readonly<Record<string, object | undefined>> = configurations ?? {};
  const named = Object.keys(others)
    .sort()
    .map((name) => [name, decidingOf(others[name])]);
  const deciding: unknown[] = [decidingOf(options as object | undefined), named];
  // What decides some executors' tasks decides no build.
  const kind = executor.replace(/^goshawk:/, '');
  if (kindOfTask(kind).further !== undefined) deciding.push(kind);
  const digest = sha256(directory, JSON.stringify(deciding));
  return `${SETTINGS}${digest.slice(0, 16).toUpperCase()}`;
}

/** The settings variable among inputs; undefined in a list that somebody wrote without it. */
export function settingsVariableIn(inputs: readonly unknown[] | undefined): string | undefined {
  for (const input of inputs ?? []) {
    const named = typeof input === 'object' && input !== null && 'env' in input ? input.env : undefined;
    if (typeof named === 'string' && named.startsWith(SETTINGS)) return named;
  }
  return undefined;
}

function decidingOf(options: object | undefined): [string, unknown][] {
  const given = (options ?? {}) as Readonly<Record<string, unknown>>;
  return DECIDING_OPTION_NAMES.flatMap((name): [string, unknown][] =>
    given[name] === undefined ? [] : [[name, given[name]]],
  );
}

/** Digests by id of a task, or name of a configuration; there can be several, with and without the options of the command line. */
export type TaskDigests = ReadonlyMap<string, readonly string[]>;

/** `id=digest` pairs, sorted, joined by commas. */
export function formatDigests(digests: TaskDigests): string {
  const pairs = [...digests].flatMap(([id, values]) => values.map((value) => `${escapeId(id)}=${value}`));
  return [...new Set(pairs)].sort().join(',');
}

/** The digests that a variable's value holds for one id. */
export function digestsOf(value: string, id: string): string[] {
  if (value === '') return [];
  return value
    .split(',')
    .map((pair) => [pair.slice(0, pair.lastIndexOf('=')), pair.slice(pair.lastIndexOf('=') + 1)] as const)
    .flatMap(([task, digest]) => (task === escapeId(id) ? [digest] : []));
}

/** A comma in a name would end its pair. */
function escapeId(id: string): string {
  return id.replaceAll(/[%,]/g, encodeURIComponent);
}
