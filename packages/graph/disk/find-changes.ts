import { CHUNK_LENGTH, chunkCount } from './chunks';
import { Crew } from './crew';
import { look, toAbsolute, toLine, type View } from './look';
import { MemoRows, type Memo } from './memo-file';
import { STATE_LENGTH, distrustUnsettled, sameState } from './path-state';
import { Look } from './look-record';
import { CHUNK_STATUS, type SharedWork } from './shared-work';

/** Fewer are looked at before another thread has begun. */
const PATHS_WORTH_HELP = 8000;

export interface Changes {
  /** How many paths had to be looked at again: their states were other ones, or not to be trusted. */
  readonly looked: number;
  /** What looks otherwise than recorded, by its key. */
  readonly looks: ReadonlyMap<string, Look>;
}

/**
 * Compares a memo with the disk. States of what looks the same as recorded are made current in the memo.
 *
 * @param now milliseconds since 1970
 */
export function findChanges(root: string, memo: Memo, now: number, workerFile?: string): Changes {
  const states = readStates(root, memo, workerFile);
  const stale: number[] = [];
  for (let row = 0, at = 0; row < memo.length; row++, at += STATE_LENGTH) {
    if (!sameState(states, at, memo.states, at)) stale.push(row);
  }
  const looks = new Map<string, Look>();
  if (stale.length === 0) return { looked: 0, looks };
  const rows = new MemoRows(memo);
  for (const row of stale) {
    const key = rows.keyOf(row);
    const at = row * STATE_LENGTH;
    const seen: unknown = look(key.charAt(0) as View, toAbsolute(root, key.slice(1)), states, at);
    if (toLine(seen) === rows.lineOf(row)) {
      distrustUnsettled(states, at, now);
      memo.states.set(states.subarray(at, at + STATE_LENGTH), at);
    } else looks.set(key, Look.ofValue(states, at, seen));
  }
  return { looked: stale.length, looks };
}

/** The states that all paths of a memo have now. */
function readStates(root: string, { keys, keyEnds, length }: Memo, workerFile?: string): Float64Array {
  const chunks = chunkCount(length);
  const work: SharedWork = {
    operation: 'states',
    root,
    control: new Int32Array(new SharedArrayBuffer(4 * (CHUNK_STATUS + chunks))),
    keys,
    keyEnds,
    states: new Float64Array(new SharedArrayBuffer(8 * STATE_LENGTH * length)),
    lines: new Uint8Array(new SharedArrayBuffer(0)),
    lineRanges: new Int32Array(new SharedArrayBuffer(8 * chunks)),
  };
  const crew = new Crew(work, workerFile);
  try {
    crew.offer(chunks);
    if (length >= PATHS_WORTH_HELP) crew.callHelp();
    for (const [chunk, { states }] of crew.finish()) {
      const start = chunk * CHUNK_LENGTH * STATE_LENGTH;
      const end = Math.min(start + CHUNK_LENGTH * STATE_LENGTH, work.states.length);
      if (states !== work.states) work.states.set(states.subarray(start, end), start);
    }
    return work.states;
  } finally {
    crew.close();
  }
}
