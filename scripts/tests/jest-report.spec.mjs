import { countTests, listSkipped } from './jest-report.mjs';

const report = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [
    {
      assertionResults: [
        { status: 'passed', fullName: 'builds' },
        { status: 'pending', fullName: 'builds with cgo' },
      ],
    },
  ],
};

describe('countTests', () => {
  it('takes over what jest counted', () => {
    expect(countTests(report, 0)).toEqual({ passed: 5, failed: 0, skipped: 1 });
  });

  it('counts a file that could not run as a failure', () => {
    expect(countTests({ ...report, numRuntimeErrorTestSuites: 1 }, 1).failed).toBe(1);
  });

  it('counts a bad exit code that no test explains as a failure', () => {
    expect(countTests(report, 1).failed).toBe(1);
  });
});

describe('listSkipped', () => {
  it('names the tests that did not run', () => {
    expect(listSkipped(report)).toEqual(['builds with cgo']);
  });
});
