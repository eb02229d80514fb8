import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, readJsonFile, sha256, systemErrorCode, writeFileAtomic } from '../../support';
import type { AskedFor } from '../../actions';

/** Time after which nobody will ask for what a killed command expected. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** What a task will have made, or brought back, when it has succeeded. */
export interface ExpectedOutputs extends AskedFor {
  /** Relative to the workspace root, with `/`. */
  readonly artifacts: readonly string[];
}

/** The same of a task with its own options, and with those of the command line; null where it could not be told. */
export interface ExpectedOfTask {
  readonly own: ExpectedOutputs | null;
  readonly overridden?: ExpectedOutputs | null;
}

/** By task id. */
export type ExpectedByTask = Readonly<Record<string, ExpectedOfTask>>;

/**
 * Keeps what the pre-task hook of a command expects for the post-task hook of the same command, which may run in another process
 * and at the same time as those of other commands. Where that is not possible, the attestations alone tell.
 *
 * @param run how Nx calls this run to both hooks
 */
export function writeExpected(stateDirectory: string, run: string, expected: ExpectedByTask): void {
  passOverSystemErrors(() => {
    removeAbandoned(directoryIn(stateDirectory));
    if (Object.keys(expected).length > 0)
      writeFileAtomic(fileOf(stateDirectory, run), JSON.stringify(expected));
  });
}

/** Takes what the pre-task hook has left; nothing where it left nothing. */
export function takeExpected(stateDirectory: string, run: string): ExpectedByTask {
  const file = fileOf(stateDirectory, run);
  const expected = passOverSystemErrors(() => readJsonFile(file, isExpectedByTask)) ?? {};
  passOverSystemErrors(() => rmSync(file, { force: true }));
  return expected;
}

function fileOf(stateDirectory: string, run: string): string {
  return join(directoryIn(stateDirectory), `${sha256(run).slice(0, 24)}.json`);
}

function directoryIn(stateDirectory: string): string {
  return join(stateDirectory, 'expected');
}

function removeAbandoned(directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    const { mtimeMs = Infinity } = statSync(file, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs < Date.now() - KEPT_MS) rmSync(file, { force: true });
  }
}

function passOverSystemErrors<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}

function isExpectedByTask(value: unknown): value is ExpectedByTask {
  return (
    isObject(value) &&
    Object.values(value).every(
      (one) =>
        isObject(one) && isExpected(one.own) && (one.overridden === undefined || isExpected(one.overridden)),
    )
  );
}

function isExpected(value: unknown): boolean {
  if (value === null) return true;
  return (
    isObject(value) &&
    typeof value.taskInputs === 'string' &&
    typeof value.dimension === 'string' &&
    Array.isArray(value.artifacts) &&
    value.artifacts.every((artifact) => typeof artifact === 'string')
  );
}
