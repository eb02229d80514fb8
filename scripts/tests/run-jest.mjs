import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRepository } from '../repository.mjs';
import { runNode } from '../steps/run-command.mjs';
import { countTests, listSkipped } from './jest-report.mjs';

/** Runs one jest project, 'unit' or 'e2e', and resolves to a step's result. */
export async function runJest({ project, pattern, workers }) {
  const directory = mkdtempSync(join(tmpdir(), 'goshawk-jest-'));
  try {
    const report = join(directory, 'report.json');
    const { exitCode, output } = await runNode([
      // execa is an ES module: CommonJS tests can import() it with this flag only. Given to Node itself, and not
      // in NODE_OPTIONS, it reaches jest's workers, but none of the programs that tests start.
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      inRepository('node_modules', 'jest', 'bin', 'jest.js'),
      `--selectProjects=${project}`,
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${report}`,
      ...(pattern === undefined ? [] : ['--passWithNoTests', `--testPathPatterns=${pattern}`]),
    ]);
    return existsSync(report)
      ? summarise(JSON.parse(readFileSync(report, 'utf8')), exitCode, output)
      : { status: 'failed', output };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function summarise(report, exitCode, output) {
  const counts = countTests(report, exitCode);
  const skipped = listSkipped(report);
  return {
    status: counts.failed > 0 ? 'failed' : 'passed',
    detail: [`${counts.passed} tests`, ...skipped.map((name) => `\n  skipped: ${name}`)].join(''),
    counts,
    output,
  };
}
