/**
 * The environment variable through which a project's task hashes get what no file of the workspace shows. Targets list it
 * as `{ "env": … }` among their inputs; the pre-task hook sets it.
 */
export function hashVariableOf(project: string): string {
  return `GOSHAWK_INPUTS_${project
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')}`;
}

/** Digests by task id; a task can have several, with and without the options of the command line. */
export type TaskDigests = ReadonlyMap<string, readonly string[]>;

/** `id=digest` pairs, sorted, joined by commas. */
export function formatDigests(digests: TaskDigests): string {
  const pairs = [...digests].flatMap(([id, values]) => values.map((value) => `${escapeId(id)}=${value}`));
  return [...new Set(pairs)].sort().join(',');
}

/** The digests that a variable's value holds for one task. */
export function digestsOf(value: string, id: string): string[] {
  return value
    .split(',')
    .map((pair) => [pair.slice(0, pair.lastIndexOf('=')), pair.slice(pair.lastIndexOf('=') + 1)] as const)
    .flatMap(([task, digest]) => (task === escapeId(id) ? [digest] : []));
}

/** A comma in a name would end its pair. */
function escapeId(id: string): string {
  return id.replaceAll(/[%,]/g, encodeURIComponent);
}
