import type { RunResult } from './run';

/** Checks the exit code of a run, and shows what the run printed when it is another. */
export function expectExit(result: RunResult, exitCode: number): void {
  if (result.exitCode === exitCode) return;
  const ending = result.signal === undefined ? `exit code ${result.exitCode}` : `ended by ${result.signal}`;
  throw new Error(`${ending}, expected exit code ${exitCode}; the output:\n${result.output}`);
}
