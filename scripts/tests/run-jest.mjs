import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRepository } from '../repository.mjs';
import { runNode } from '../steps/run-command.mjs';
import { countTests, listSkipped } from './jest-report.mjs';

/**
 * Runs one jest project, 'unit' or 'e2e', and resolves to a step's result. `onFile` is told of each file when its
 * tests have ended.
 */
export async function runJest({ project, pattern, workers, onFile }) {
  const directory = mkdtempSync(join(tmpdir(), 'goshawk-jest-'));
  try {
    const report = join(directory, 'report.json');
    const args = listArguments({ project, pattern, workers, report });
    const onLine = onFile && ((line) => /^(PASS|FAIL) /.test(line) && onFile(line));
    const { exitCode, output } = await runNode(args, { onLine });
    return existsSync(report)
      ? summarise(JSON.parse(readFileSync(report, 'utf8')), exitCode, output)
      : { status: 'failed', output };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function listArguments({ project, pattern, workers, report }) {
  return [
    // execa is an ES module: CommonJS tests can import() it with this flag only. Given to Node itself, and not in
    // NODE_OPTIONS, it reaches jest's workers, but none of the programs that tests start.
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    inRepository('node_modules', 'jest', 'bin', 'jest.js'),
    `--selectProjects=${project}`,
    `--maxWorkers=${workers}`,
    '--json',
    `--outputFile=${report}`,
    ...(pattern === undefined ? [] : ['--passWithNoTests', `--testPathPatterns=${pattern}`]),
  ];
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
