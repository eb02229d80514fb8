import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { GoshawkError, UsageError, writeFileAtomic } from '../../../support';
import type { GoTask } from '../../go-task';
import type { TestOptions } from '../../options/go-options';

/** Options that name a file which a task writes. */
const FILE_OPTIONS = ['junitFile', 'jsonFile', 'coverProfile'] as const;

export type FileOption = (typeof FILE_OPTIONS)[number];

/** Absolute path of a report, or undefined where the task writes none. */
export function reportFile(
  { workspaceRoot, options }: Pick<GoTask<TestOptions>, 'workspaceRoot' | 'options'>,
  option: FileOption,
): string | undefined {
  const given = options[option];
  return given === undefined ? undefined : resolve(workspaceRoot, given);
}

/** Whether a task writes what its tests said to files. */
export function wantsReports(task: Pick<GoTask<TestOptions>, 'options'>): boolean {
  return task.options.junitFile !== undefined || task.options.jsonFile !== undefined;
}

/** The files of the tasks of one call: each has one owner. */
export class ReportFiles {
  private readonly owners = new Map<string, string>();

  /**
   * Takes the files of a task, and removes what an earlier run left: a report must never be taken for that of a run that wrote
   * none.
   *
   * @throws UsageError 'report-file-taken', GoshawkError 'report-file-unusable'
   */
  claim(task: GoTask<TestOptions>): void {
    for (const option of FILE_OPTIONS) {
      const file = reportFile(task, option);
      if (file === undefined) continue;
      const owner = this.owners.get(file);
      if (owner !== undefined) throw takenFile(`${option} of ${task.id}`, owner, file);
      this.owners.set(file, `${option} of ${task.id}`);
    }
    for (const option of FILE_OPTIONS) {
      const file = reportFile(task, option);
      if (file !== undefined) trying(option, file, () => rmSync(file, { force: true }));
    }
  }
}

/** @throws GoshawkError 'report-file-unusable' */
export function writeReport(option: FileOption, file: string, content: string): void {
  trying(option, file, () => writeFileAtomic(file, content));
}

function trying(option: string, file: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw new GoshawkError({
      code: 'report-file-unusable',
      message: `The ${option} ${file} could not be written (${cause instanceof Error ? cause.message : String(cause)}).`,
      next: 'Name a file in a directory that can be written to, such as one below dist, and see that the disk has room.',
      cause,
    });
  }
}

function takenFile(what: string, owner: string, file: string): UsageError {
  return new UsageError({
    code: 'report-file-taken',
    message: `The ${what} is ${file}, which is the ${owner} already.`,
    next: 'Give each a file of its own; in nx.json, {projectRoot} or {projectName} in the path does that for every project.',
  });
}
