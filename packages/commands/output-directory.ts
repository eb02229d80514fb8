import { rmSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { readJsonFile, sha256, writeFileAtomic } from '../support';

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
