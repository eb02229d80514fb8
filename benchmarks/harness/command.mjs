import { spawn } from 'node:child_process';

/**
 * Runs a command to its end and measures it.
 *
 * @returns {Promise<{ exitCode: number | null, output: string, milliseconds: number }>}
 */
export function runCommand(file, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const milliseconds = performance.now() - started;
      resolve({ exitCode, output: Buffer.concat(chunks).toString(), milliseconds });
    });
  });
}

/** Runs a command that must end with 0; a benchmark of a failing command measures nothing. */
export async function runGreen(file, args, options) {
  const result = await runCommand(file, args, options);
  if (result.exitCode === 0) return result;
  throw new Error(`${[file, ...args].join(' ')} ended with ${result.exitCode}:\n${result.output}`);
}

/** What several commands took together. */
export function addUp(results) {
  return { milliseconds: results.reduce((sum, { milliseconds }) => sum + milliseconds, 0) };
}
