import { Crew } from './crew';
import { CHUNK_LENGTH, readChunk } from './chunks';
import { toAbsolute } from './look';
import { STATE_LENGTH } from './path-state';
import { Look } from './look-record';
import type { RememberingDisk } from './remembering-disk';
import type { Listing } from './read-directory';
import { CHUNK_STATUS, type SharedWork } from './shared-work';

/** Files from which on the start of another thread pays. */
const FILES_WORTH_HELP = 2000;
/** What is beyond these is looked at when it is asked for. */
const MOST_CHUNKS = 4096;
const MOST_KEY_BYTES = 16 * 1024 * 1024;
const MOST_LINE_BYTES = 64 * 1024 * 1024;

/**
 * Looks at all that lies in directories, apart from what is ignored, and scans the Go files there, on several threads.
 *
 * @param looks is given what was seen
 */
export function scanTrees(
  trees: readonly string[],
  disk: RememberingDisk,
  looks: Map<string, Look>,
  workerFile?: string,
): void {
  const queue = new ScanQueue(disk.root, workerFile);
  try {
    const pending = [...trees].reverse();
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      const key = `d${path}`;
      if (looks.has(key) || disk.isDirectoryIgnored(path)) continue;
      const found = Look.now('d', toAbsolute(disk.root, path));
      looks.set(key, found);
      const listing = found.value as Listing | undefined;
      const prefix = path === '.' ? '' : `${path}/`;
      for (const name of listing?.files ?? []) if (isGoFile(name)) queue.add(`g${prefix}${name}`);
      for (const name of listing?.directories ?? []) pending.push(prefix + name);
    }
    queue.finish(looks);
  } finally {
    queue.close();
  }
}

/** The go command does not look at names that begin with `_` or `.`. */
function isGoFile(name: string): boolean {
  return name.endsWith('.go') && !name.startsWith('_') && !name.startsWith('.');
}

class ScanQueue {
  private readonly work: SharedWork;
  private readonly crew: Crew;
  private keys: string[] = [];
  private chunks = 0;
  private readonly chunkKeys: string[][] = [];

  constructor(root: string, workerFile?: string) {
    this.work = {
      operation: 'go-files',
      root,
      control: new Int32Array(new SharedArrayBuffer(4 * (CHUNK_STATUS + MOST_CHUNKS))),
      keys: new Uint8Array(new SharedArrayBuffer(MOST_KEY_BYTES)),
      keyEnds: new Int32Array(new SharedArrayBuffer(4 * (MOST_CHUNKS + 1))),
      states: new Float64Array(new SharedArrayBuffer(8 * STATE_LENGTH * CHUNK_LENGTH * MOST_CHUNKS)),
      lines: new Uint8Array(new SharedArrayBuffer(MOST_LINE_BYTES)),
      lineRanges: new Int32Array(new SharedArrayBuffer(8 * MOST_CHUNKS)),
    };
    this.crew = new Crew(this.work, workerFile);
  }

  add(key: string): void {
    if (this.keys.push(key) === CHUNK_LENGTH) this.flush();
  }

  finish(looks: Map<string, Look>): void {
    this.flush();
    const own = this.crew.finish();
    const { states, lines, lineRanges } = this.work;
    for (const [chunk, keys] of this.chunkKeys.entries()) {
      const owned = own.get(chunk);
      const found = owned === undefined ? readChunk(lines, lineRanges.subarray(2 * chunk), 0, '\n') : [];
      for (const [index, key] of keys.entries()) {
        const at = (chunk * CHUNK_LENGTH + index) * STATE_LENGTH;
        const look = owned
          ? Look.ofValue(owned.states, at, owned.values[index])
          : Look.ofLine(states, at, found[index] ?? '');
        looks.set(key, look);
      }
    }
  }

  close(): void {
    this.crew.close();
  }

  private flush(): void {
    const bytes = Buffer.from(this.keys.join('\0'));
    const start = this.work.keyEnds[this.chunks] ?? 0;
    if (this.keys.length > 0 && this.chunks < MOST_CHUNKS && start + bytes.length <= MOST_KEY_BYTES) {
      this.work.keys.set(bytes, start);
      this.work.keyEnds[this.chunks + 1] = start + bytes.length;
      this.chunkKeys.push(this.keys);
      this.chunks++;
      this.crew.offer(this.chunks);
      if (this.chunks * CHUNK_LENGTH >= FILES_WORTH_HELP) this.crew.callHelp();
    }
    this.keys = [];
  }
}
