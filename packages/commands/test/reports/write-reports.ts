import { formatError } from '../../../support';
import type { GoTask } from '../../go-task';
import type { TestOptions } from '../../options/go-options';
import { renderEvents } from './event-stream';
import { suiteNotRun, suitesOf } from './junit-suites';
import { renderJUnit } from './render-junit';
import { reportFile, writeReport } from './report-files';
import type { TaskResults } from './task-results';

/** Writes the reports of a task whose tests ran. @throws GoshawkError 'report-file-unusable' */
export function writeReports(task: GoTask<TestOptions>, results: TaskResults): void {
  const json = reportFile(task, 'jsonFile');
  if (json !== undefined) writeReport('jsonFile', json, renderEvents(results.own, results.builds));
  const junit = reportFile(task, 'junitFile');
  if (junit !== undefined) writeReport('junitFile', junit, renderJUnit(task.id, suitesOf(results)));
}

/**
 * Writes the JUnit report of a task whose tests did not run; of events there are none.
 *
 * @returns why it could not be written, or ''
 */
export function reportNotRun(task: GoTask<TestOptions>, text: string): string {
  const junit = reportFile(task, 'junitFile');
  if (junit === undefined) return '';
  try {
    writeReport('junitFile', junit, renderJUnit(task.id, [suiteNotRun(task.id, text)]));
    return '';
  } catch (error) {
    return `${formatError(error)}\n`;
  }
}
