import { parseArgs } from 'node:util';
import { runChecks } from './checks/check-steps.mjs';
import { setUp } from './setup/set-up.mjs';
import { addCounts, formatCounts, runStep } from './steps/run-step.mjs';
import { runJest } from './tests/run-jest.mjs';

const SUITES = [
  { project: 'unit', workers: 2, isLong: false },
  { project: 'e2e', workers: 2, isLong: true },
];

const { values: chosen } = parseArgs({
  options: { unit: { type: 'boolean' }, e2e: { type: 'boolean' }, only: { type: 'string' } },
});

const counts = (await setUp()) ? addCounts(await runAll()) : { passed: 0, failed: 1, skipped: 0 };
console.log(`\n${formatCounts(counts)}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

/** Without a choice everything runs; `--unit`, `--e2e` and `--only <path pattern>` leave the checks out. */
async function runAll() {
  const isPartial = Object.keys(chosen).length > 0;
  const named = SUITES.filter(({ project }) => chosen[project]);
  const results = isPartial ? [] : await runChecks();
  for (const suite of named.length > 0 ? named : SUITES) {
    results.push(
      await runStep(suite.project, (note) =>
        runJest({ ...suite, pattern: chosen.only, onFile: suite.isLong ? note : undefined }),
      ),
    );
  }
  return results;
}
