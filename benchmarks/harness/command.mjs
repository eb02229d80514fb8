import { spawn } from 'node:child_process';
import { childrenCpuTime } from './cpu-time.mjs';

/**
 * Runs a command to its end and measures it. One at a time: processor time is that of all children.
 *
 * @returns {Promise<{ exitCode: number | null, output: string, milliseconds: number, cpu: number | undefined }>}
 */
export function runCommand(file, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const cpuBefore = childrenCpuTime();
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const milliseconds = performance.now() - started;
      const cpu = cpuBefore === undefined ? undefined : childrenCpuTime() - cpuBefore;
      resolve({ exitCode, output: Buffer.concat(chunks).toString(), milliseconds, cpu });
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
  const total = { milliseconds: 0, cpu: 0 };
  for (const { milliseconds, cpu } of results) {
    total.milliseconds += milliseconds;
    total.cpu = cpu === undefined ? undefined : total.cpu + cpu;
  }
  return total;
}
