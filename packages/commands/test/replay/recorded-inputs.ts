import { readFileSync } from 'node:fs';
import { GoshawkError, systemErrorCode } from '../../../support';

/** Raised whenever the shape of the file changes. */
export const INPUTS_VERSION = 1;

/** What the tests of one package read. */
export interface RecordedPackage {
  readonly package: string;
  /** SHA-256 of the value of each environment variable; null where it was unset. */
  readonly env: Readonly<Record<string, string | null>>;
  /** Digest by path: relative to the workspace root, with `/`, where inside, else absolute. */
  readonly files: Readonly<Record<string, string>>;
}

/** `test-inputs.json`: what the tests of one task read when they last ran, for comparison when their result is replayed. */
export interface RecordedTestInputs {
  readonly schemaVersion: typeof INPUTS_VERSION;
  readonly task: string;
  readonly packages: readonly RecordedPackage[];
  /** Packages with tests of which it is not known what they read. */
  readonly unknown: readonly string[];
  /** Paths, in the same form, that Goshawk itself writes: no directory's digest has them. */
  readonly leftOut: readonly string[];
}

/**
 * Reads what a task recorded.
 *
 * @throws GoshawkError 'test-inputs-unreadable'
 */
export function readTestInputs(file: string): RecordedTestInputs {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isRecordedInputs(value)) return value;
    throw new TypeError('not a record of test inputs of this version');
  } catch (error) {
    throw new GoshawkError({
      code: 'test-inputs-unreadable',
      message: `${file} cannot be read (${systemErrorCode(error) ?? String(error)}), so that nobody knows what these tests read.`,
      next: 'Delete it and run the task again with --skip-nx-cache.',
      cause: error,
    });
  }
}

function isRecordedInputs(value: unknown): value is RecordedTestInputs {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schemaVersion' in value &&
    value.schemaVersion === INPUTS_VERSION &&
    'packages' in value &&
    Array.isArray(value.packages) &&
    value.packages.every(isRecordedPackage) &&
    'leftOut' in value &&
    Array.isArray(value.leftOut)
  );
}

function isRecordedPackage(value: unknown): value is RecordedPackage {
  if (typeof value !== 'object' || value === null) return false;
  if (!('package' in value) || !('env' in value) || !('files' in value)) return false;
  return [value.env, value.files].every((one) => typeof one === 'object' && one !== null);
}
