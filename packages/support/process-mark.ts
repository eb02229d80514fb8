import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256 } from './digest';
import { systemErrorCode } from './errors';

/** Time after which what another machine's process made, which nobody here can see, counts as left behind. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** Part of a file's name that says which process it belongs to: `<pid>-<eight hex digits>`. */
export function processMark(): string {
  return `${process.pid}-${processSpace()}`;
}

/**
 * Whether the process of a mark is gone; of one of another machine or container, whether a day has passed.
 *
 * @param since Unix milliseconds of its last sign of life
 */
export function isAbandoned(mark: string, since: number): boolean {
  const [pid, space] = mark.split('-');
  return space === processSpace() ? !isRunning(Number(pid)) : Date.now() - since > ABANDONED_MS;
}

/** For where a process ID means something: this machine, or this container on it. */
function processSpace(): string {
  return sha256(hostname(), pidNamespace()).slice(0, 8);
}

/** Containers can have the name of their host. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return ''; // Linux alone has them.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) !== 'ESRCH';
  }
}
