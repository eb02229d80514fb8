import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inRepository } from '../repository.mjs';
import { runCommand, runNode } from '../steps/run-command.mjs';
import { passIfZero } from '../steps/run-step.mjs';

/** Installs what package-lock.json lists, unless node_modules holds just that. */
export async function ensureInstalled() {
  const lock = JSON.parse(readFileSync(inRepository('package-lock.json'), 'utf8'));
  if (isInstalled(lock, readInstalled())) {
    return { status: 'unchanged' };
  }
  return passIfZero(runNpm(['ci', '--no-audit', '--no-fund']));
}

/**
 * Whether npm's own record of node_modules has every package of the lock file in the same version.
 * Optional packages may be missing: those of other systems are.
 */
export function isInstalled(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    const found = installed?.packages[path];
    const mayBeMissing = path === '' || wanted.optional === true || wanted.devOptional === true;
    return found === undefined
      ? mayBeMissing
      : found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function readInstalled() {
  const record = inRepository('node_modules', '.package-lock.json');
  return existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : undefined;
}

/** Runs npm without a shell: Windows starts npm.cmd in no other way, so npm's own script is run. */
export function runNpm(args) {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [process.env.npm_execpath, beside].find(
    (path) => path !== undefined && basename(path) === 'npm-cli.js' && existsSync(path),
  );
  return script === undefined ? runCommand('npm', args) : runNode([script, ...args]);
}
