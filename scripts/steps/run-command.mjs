import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from '../repository.mjs';

const FORWARDED = ['SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the repository's root and resolves to `{ exitCode, stdout, output }`, where `output` is
 * standard output and standard error as they came. `stdio: 'inherit'` shows them instead; `onLine` is told each
 * line of standard error while the program runs.
 */
export function runCommand(file, args, { stdio = 'pipe', onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio,
    });
    const forward = (signal) => child.kill(signal);
    const text = { stdout: '', output: '' };
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      text.stdout += chunk;
      text.output += chunk;
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk) => {
      text.output += chunk;
    });
    if (onLine !== undefined) {
      createInterface({ input: child.stderr }).on('line', onLine);
    }
    FORWARDED.forEach((signal) => process.on(signal, forward));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      FORWARDED.forEach((name) => process.off(name, forward));
      const ending = signal === null ? '' : `\n${file} was ended by ${signal}\n`;
      resolve({ exitCode: code ?? 1, stdout: text.stdout, output: text.output + ending });
    });
  });
}

/** Runs a script of an installed package with this Node, without a shell or a search for its command. */
export function runNode(args, options) {
  return runCommand(process.execPath, args, options);
}
