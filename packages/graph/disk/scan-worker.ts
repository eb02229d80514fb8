import { workerData } from 'node:worker_threads';
import { toLine } from './look';
import {
  CHUNK_STATUS,
  CLOSED,
  DONE,
  FAILED,
  LINES_USED,
  SIGNAL,
  claimChunk,
  doChunk,
  type SharedWork,
} from './shared-work';

const IDLE_MS = 10_000;

/** A thread that takes chunks until there are no more. */
function help(work: SharedWork): void {
  const { control } = work;
  for (;;) {
    const signal = Atomics.load(control, SIGNAL);
    const chunk = claimChunk(work);
    if (chunk !== undefined) {
      Atomics.store(control, CHUNK_STATUS + chunk, tryChunk(work, chunk));
      Atomics.notify(control, CHUNK_STATUS + chunk);
    } else if (Atomics.load(control, CLOSED) === 1) {
      return;
    } else if (Atomics.wait(control, SIGNAL, signal, IDLE_MS) === 'timed-out') {
      return;
    }
  }
}

function tryChunk(work: SharedWork, chunk: number): typeof DONE | typeof FAILED {
  try {
    const lines = Buffer.from(doChunk(work, chunk).map(toLine).join('\n'));
    const start = Atomics.add(work.control, LINES_USED, lines.length);
    if (start + lines.length > work.lines.length) return FAILED;
    work.lines.set(lines, start);
    work.lineRanges[2 * chunk] = start;
    work.lineRanges[2 * chunk + 1] = start + lines.length;
    return DONE;
  } catch {
    return FAILED;
  }
}

help(workerData as SharedWork);
