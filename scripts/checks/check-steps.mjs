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
  ['docs', () => checkGenerated('write-executor-docs.mjs')],
  ['generators', () => checkGenerated('write-generator-docs.mjs')],
  ['matrix', () => checkGenerated('write-fault-matrix.mjs')],
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

function checkGenerated(script) {
  return passIfZero(runNode([inRepository('scripts', script), '--check']));
}

function runTool(script, args) {
  return passIfZero(runNode([inRepository('node_modules', script), ...args]));
}
