import { existsSync, rmSync } from 'node:fs';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { GoshawkError, isBeneath, readJsonFile, sha256, writeFileAtomic } from '../support';
import type { PreparedTask } from './go-task';

/** What Nx takes for a part of a pattern in the outputs of a target: it would store nothing of such a directory. */
const SPECIAL = /[%*?[\]{}()!|\\]/g;

/**
 * Where the tasks of a project leave what they make, where nobody says otherwise.
 *
 * @param root of the project, relative to the workspace root
 * @param rest names beneath
 * @returns relative to the workspace root, with `/`
 */
export function usualOutputPath(root: string, ...rest: readonly string[]): string {
  const plain = root.split(sep).join('/').replaceAll(SPECIAL, encodeCharacter);
  return posix.join('dist', plain, ...rest);
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

const SOURCES = ['.git', 'go.mod', 'go.work', 'package.json', 'project.json'];

/**
 * Refuses an output directory of a cached task in which sources lie: a task runner that replays the task replaces all of the
 * directory by what lay there once.
 *
 * @throws GoshawkError 'output-path-holds-sources'
 */
export function checkHoldsNoSources(directory: string, task: PreparedTask<unknown>): void {
  if (task.declaredOutputs === undefined) return;
  const { workspaceRoot, projectRoot, dimension } = task;
  const roots = [workspaceRoot, projectRoot, ...dimension.listing.packages.map(({ dir }) => dir)];
  const held =
    roots.find((root) => isBeneath(root, directory)) ??
    SOURCES.map((name) => join(directory, name)).find((path) => existsSync(path));
  if (held === undefined) return;
  throw new GoshawkError({
    code: 'output-path-holds-sources',
    message: `${task.id} is cached, and its output path ${directory} holds sources (${held}): a replay would replace all of it by an old copy.`,
    next: 'Choose an outputPath for artifacts only, such as one below dist, or set "cache": false on the target.',
  });
}

/** What one task left in its output directory, so that its next run can take away what it no longer makes. */
interface LeftFiles {
  readonly directory: string;
  readonly files: readonly string[];
}

/**
 * Removes what an earlier run of the same task left in the same output directory and this run did not make: Nx stores
 * whatever lies in a target's outputs, and would replay an artifact of another platform or name with it.
 */
export function removeLeftFiles(
  stateDirectory: string,
  taskId: string,
  directory: string,
  made: readonly string[],
): void {
  const record = join(stateDirectory, 'outputs', `${sha256(taskId).slice(0, 24)}.json`);
  const left = readJsonFile(record, isLeftFiles);
  if (left?.directory === directory) {
    for (const file of left.files) {
      const path = relative(directory, file);
      const within = path !== '' && !path.startsWith('..') && !isAbsolute(path);
      if (within && !made.includes(file)) rmSync(file, { force: true });
    }
  }
  writeFileAtomic(record, JSON.stringify({ directory, files: made } satisfies LeftFiles));
}

function isLeftFiles(value: unknown): value is LeftFiles {
  return (
    typeof value === 'object' &&
    value !== null &&
    'directory' in value &&
    'files' in value &&
    Array.isArray(value.files)
  );
}
