import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { GoFile } from '../go-files/go-file';
import {
  AVAILABLE,
  CHUNK_STATUS,
  CLOSED,
  DONE,
  SIGNAL,
  claimChunk,
  doChunk,
  type SharedWork,
} from './shared-work';

/** Beside the bundles of dist/; there is none where the sources are run. */
const WORKER_FILE = join(__dirname, '..', 'graph', 'scan-worker.js');
const MOST_WORKERS = 3;
/** Far more than a chunk takes: a thread that was stopped in the middle of one must not stop this one. */
const PATIENCE_MS = 2000;

/** What this thread found in a chunk: the values of Go files, and where the states are. */
export interface OwnChunk {
  readonly values: readonly (GoFile | undefined)[];
  readonly states: Float64Array;
}

/** This thread and those that help it with some work. */
export class Crew {
  private helpers = 0;

  constructor(
    private readonly work: SharedWork,
    private readonly workerFile = WORKER_FILE,
  ) {}

  /** Starts threads that help. They take some 30 ms to begin, never keep the process alive and end with close(). */
  callHelp(): void {
    if (this.helpers > 0 || !existsSync(this.workerFile)) return;
    const count = Math.min(MOST_WORKERS, availableParallelism() - 1);
    for (; this.helpers < count; this.helpers++) {
      if (!startWorker(this.workerFile, this.work)) return;
    }
  }

  /** Makes the chunks before `end` available. */
  offer(end: number): void {
    Atomics.store(this.work.control, AVAILABLE, end);
    this.signal();
  }

  /** Does what is there to do, waits for what others do, and returns what this thread found in its chunks. */
  finish(): ReadonlyMap<number, OwnChunk> {
    const own = new Map<number, OwnChunk>();
    for (let chunk = claimChunk(this.work); chunk !== undefined; chunk = claimChunk(this.work)) {
      own.set(chunk, { values: doChunk(this.work, chunk), states: this.work.states });
    }
    this.close();
    const end = Atomics.load(this.work.control, AVAILABLE);
    for (let chunk = 0; chunk < end; chunk++) {
      if (!own.has(chunk) && !this.isDone(chunk)) own.set(chunk, this.redo(chunk));
    }
    return own;
  }

  close(): void {
    Atomics.store(this.work.control, CLOSED, 1);
    this.signal();
  }

  /** Not with the shared states: a late thread could set one that is newer than the value that is found here. */
  private redo(chunk: number): OwnChunk {
    const states = new Float64Array(this.work.states.length);
    return { values: doChunk(this.work, chunk, states), states };
  }

  private isDone(chunk: number): boolean {
    const { control } = this.work;
    Atomics.wait(control, CHUNK_STATUS + chunk, 0, PATIENCE_MS);
    return Atomics.load(control, CHUNK_STATUS + chunk) === DONE;
  }

  private signal(): void {
    Atomics.add(this.work.control, SIGNAL, 1);
    Atomics.notify(this.work.control, SIGNAL);
  }
}

/** Without the options and variables of this process, which may load a debugger or a compiler first. */
function startWorker(file: string, work: SharedWork): boolean {
  try {
    const worker = new Worker(file, { workerData: work, execArgv: [], env: {} });
    worker.on('error', () => undefined);
    worker.unref();
    return true;
  } catch {
    return false; // The system may have no room for another thread.
  }
}
