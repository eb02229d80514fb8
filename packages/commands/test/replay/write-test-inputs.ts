import { readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isBeneath, readVariable, writeFileAtomic } from '../../../support';
import type { PreparedTask } from '../../go-task';
import type { TestOptions } from '../../options/go-options';
import { digestVariable } from '../observed/observation';
import type { ReadInputs } from '../observed/read-inputs';
import { recordDirectory, type PlannedTests } from '../plan-tests';
import { hasNoTests } from '../results/package-result';
import type { GroupOutcome } from '../run-test-group';
import { isIgnoredVariable } from './ignored-variables';
import { isMachinePath } from './machine-paths';
import { INPUTS_VERSION, type RecordedPackage, type RecordedTestInputs } from './recorded-inputs';

/** Writes `test-inputs.json` for a task that passed. Values of variables are never written, only their digests. */
export function writeTestInputs(
  { task, selection }: PlannedTests,
  { run, inputs, leftOut }: GroupOutcome,
): void {
  const root = realpathSync(task.workspaceRoot);
  const tested = selection.packages.filter(({ importPath }) => {
    const result = run.results.get(importPath);
    return result !== undefined && !hasNoTests(result);
  });
  const packages = tested.flatMap(({ importPath }): RecordedPackage[] => {
    const read = inputs.get(importPath);
    return read === undefined ? [] : [{ package: importPath, ...recordOf(read, task, root) }];
  });
  const content: RecordedTestInputs = {
    schemaVersion: INPUTS_VERSION,
    task: task.id,
    packages,
    unknown: tested.map(({ importPath }) => importPath).filter((importPath) => !inputs.has(importPath)),
    leftOut: leftOut.map((path) => recordedPath(path, root)),
  };
  const file = join(recordDirectory(task), 'test-inputs.json');
  const text = `${JSON.stringify(content, undefined, 1)}\n`;
  if (!hasContent(file, text)) writeFileAtomic(file, text);
}

function hasContent(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false; // Missing or unreadable: writing it says why where that fails.
  }
}

function recordOf(
  { env, files }: ReadInputs,
  task: PreparedTask<TestOptions>,
  root: string,
): Omit<RecordedPackage, 'package'> {
  // What an option or Goshawk itself sets is in the task hash, or the same each time.
  const isOfTask = (name: string) => readVariable(task.goEnvironment, name) === readVariable(task.env, name);
  const names = env.filter((name) => !isIgnoredVariable(name) && isOfTask(name));
  const counted = [...files].filter(([path]) => isBeneath(path, root) || !isMachinePath(path, task.env));
  return {
    env: Object.fromEntries(names.map((name) => [name, digestVariable(task.env, name)])),
    files: Object.fromEntries(counted.map(([path, digest]) => [recordedPath(path, root), digest])),
  };
}

/** Relative to the workspace root, with `/`, where inside, else absolute. */
function recordedPath(path: string, workspaceRoot: string): string {
  if (!isBeneath(path, workspaceRoot)) return path;
  return relative(workspaceRoot, path).replaceAll(sep, '/') || '.';
}
