import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Why a machine cannot tell which processes carry a mark in their environment. */
export const whyProcessesCannotBeListed = process.platform === 'linux' ? undefined : 'needs /proc';

/** Command lines of all processes whose environment has this variable with this value. */
export function processesWith(variable: string, value: string): string[] {
  return readdirSync('/proc')
    .filter(
      (name) => /^\d+$/.test(name) && readProc(name, 'environ').split('\0').includes(`${variable}=${value}`),
    )
    .map((name) => readProc(name, 'cmdline').replaceAll('\0', ' ').trim())
    .filter((command) => command !== '');
}

/** Waits until `condition` holds, and says whether it did in time. */
export async function eventually(condition: () => boolean, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    if (condition()) return true;
  }
  return condition();
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // The process has ended, or is another user's.
    return '';
  }
}
