import { runChecks } from './checks/check-steps.mjs';
import { setUp } from './setup/set-up.mjs';
import { addCounts, formatCounts } from './steps/run-step.mjs';

const counts = (await setUp()) ? addCounts(await runChecks()) : { passed: 0, failed: 1, skipped: 0 };
console.log(`\n${formatCounts(counts)}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
