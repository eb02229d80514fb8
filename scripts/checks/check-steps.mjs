import { inRepository } from '../repository.mjs';
import { runNode } from '../steps/run-command.mjs';
import { passIfZero, runStep } from '../steps/run-step.mjs';
import { checkPackage } from './check-package.mjs';

const TYPES_RECORD = 'node_modules/.cache/goshawk/types.tsbuildinfo';

const CHECKS = [
  [
    'types',
    () => runTool('typescript/bin/tsc', ['-p', '.', '--incremental', '--tsBuildInfoFile', TYPES_RECORD]),
  ],
  ['lint', () => runTool('eslint/bin/eslint.js', ['.', '--max-warnings=0'])],
  ['format', () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.'])],
  ['docs', () => passIfZero(runNode([inRepository('scripts', 'write-executor-docs.mjs'), '--check']))],
  ['unused', () => runTool('knip/bin/knip.js', ['--no-progress'])],
  ['package', checkPackage],
];

/** Runs every static check and resolves to their results. */
export async function runChecks() {
  const results = [];
  for (const [name, work] of CHECKS) {
    results.push(await runStep(name, work));
  }
  return results;
}

function runTool(script, args) {
  return passIfZero(runNode([inRepository('node_modules', script), ...args]));
}
