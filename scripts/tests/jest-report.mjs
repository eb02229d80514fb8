/**
 * How many tests passed, failed and were skipped, from jest's --json report. A file that could not run counts
 * as one failure, and so does a bad exit code that no test explains.
 */
export function countTests(report, exitCode) {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The full names of the tests that did not run. */
export function listSkipped(report) {
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending' || status === 'todo')
    .map(({ fullName }) => fullName);
}
