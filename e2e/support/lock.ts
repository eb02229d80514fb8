import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './error-code';

/** Runs `work` while no other test process does: spec files in several workers prepare the same seeds. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!take(file)) await sleep(200);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    if (!isHeld(file)) rmSync(file, { force: true });
    return false;
  }
}

function isHeld(file: string): boolean {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // An empty file is one that its owner has made and not yet written.
    return owner === 0 || process.kill(owner, 0);
  } catch {
    // Either file or owner is gone; whoever comes first makes it again.
    return false;
  }
}
