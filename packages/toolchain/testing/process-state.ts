import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process runs. A zombie does not: in a container it may never be reaped. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false; // ESRCH, or the process ended between the two looks.
  }
}

/** Waits until a condition holds; throws when it does not in time. */
export async function waitUntil(condition: () => boolean, milliseconds = 15_000): Promise<void> {
  const limit = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > limit) throw new Error(`Not so after ${milliseconds} ms: ${String(condition)}`);
    await sleep(10);
  }
}
