import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { GoshawkError, systemErrorCode, UsageError, writeFileAtomic } from '../../support';
import { countOf } from '../count-of';
import { countStatements, formatCoverage, totalOf } from './count-statements';
import { mergeProfiles } from './merge-profiles';
import { parseProfile, renderProfile, type CoverMode, type CoverProfile } from './profile';
import { judgeCoverage, renderJudgement } from './threshold';

export interface MergeRequest {
  /** Profiles, as they were named. */
  readonly profiles: readonly string[];
  /** File for the result, as it was named. */
  readonly output: string;
  readonly cwd: string;
  /** Percent of all statements together. */
  readonly threshold: number | undefined;
}

/** What `goshawk coverage merge --json` prints. */
export interface MergeDocument {
  readonly schemaVersion: 1;
  readonly output: string;
  readonly mode: CoverMode;
  /** How many profiles were merged. */
  readonly profiles: number;
  readonly statements: number;
  readonly covered: number;
  readonly threshold: number | null;
  readonly isLow: boolean;
  readonly packages: readonly {
    readonly importPath: string;
    readonly statements: number;
    readonly covered: number;
  }[];
}

/**
 * Merges profiles into one file. A file that is named twice counts once.
 *
 * @throws UsageError 'no-such-file', 'output-is-profile'; GoshawkError 'cover-profile-malformed', 'cover-modes-differ',
 *   'cover-blocks-differ', 'profile-not-written'
 */
export function mergeProfileFiles({ profiles, output, cwd, threshold }: MergeRequest): MergeDocument {
  const target = resolve(cwd, output);
  const named = new Map(profiles.map((name) => [resolve(cwd, name), name]));
  if (named.has(target)) throw outputIsProfile(output);
  const merged = mergeProfiles(
    [...named].map(([file, name]) => readProfile(file, name)),
    output,
  );
  write(target, output, renderProfile(merged));
  const packages = countStatements(merged);
  return {
    ...{ schemaVersion: 1, output, mode: merged.mode, profiles: named.size },
    ...totalOf(packages),
    threshold: threshold ?? null,
    isLow: judgeCoverage(packages, threshold ?? 0).isLow,
    packages,
  };
}

/** The same for people. */
export function renderMerged(document: MergeDocument): string {
  const { output, profiles, mode, threshold, packages } = document;
  const line = `${output}: ${countOf(profiles, 'profile')}, mode ${mode}`;
  if (threshold === null) return `${line}, ${formatCoverage(document)} of statements covered\n`;
  return `${line}\n${renderJudgement(judgeCoverage(packages, threshold), threshold)}`;
}

function readProfile(file: string, name: string): CoverProfile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError({
      code: 'no-such-file',
      message: `The profile ${name} cannot be read (${systemErrorCode(cause) ?? String(cause)}).`,
      next: 'Run the tests with the option coverProfile first, and name the files that they wrote.',
      cause,
    });
  }
  return parseProfile(text, name);
}

function write(file: string, name: string, text: string): void {
  try {
    writeFileAtomic(file, text);
  } catch (cause) {
    throw new GoshawkError({
      code: 'profile-not-written',
      message: `${name} could not be written (${systemErrorCode(cause) ?? String(cause)}).`,
      next: 'Name a file in a directory that can be written to, and see that the disk has room.',
      cause,
    });
  }
}

function outputIsProfile(output: string): UsageError {
  return new UsageError({
    code: 'output-is-profile',
    message: `${output} is the file for the result, and one of the profiles that are to be merged.`,
    next: 'Write to a file that the pattern of the profiles does not match: else the next run counts this one as well.',
  });
}
