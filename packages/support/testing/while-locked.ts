import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { systemErrorCode } from '../errors';
import { isAbandoned, processMark } from '../process-mark';
import { pause } from '../pause';

/** Does something while no other test process does: spec files in several workers share what took long to make. */
export function whileLocked<T>(file: string, work: () => T): T {
  while (!take(file)) pause(100);
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, processMark(), { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    if (isLeft(file)) rmSync(file, { force: true });
    return false;
  }
}

/** An empty file is one that its owner has made and not yet written. */
function isLeft(file: string): boolean {
  try {
    const mark = readFileSync(file, 'utf8');
    return mark !== '' && isAbandoned(mark, Date.now());
  } catch {
    return false; // It has gone in between.
  }
}
