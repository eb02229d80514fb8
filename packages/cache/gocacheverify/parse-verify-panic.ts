import { isActionId, isOutputId, type ActionId, type OutputId } from '../entries/ids';

/** What Go's own verify mode ends with when an action gives another output than its entry names. */
export interface VerifyPanic {
  readonly entry: ActionId;
  /** What the action ID is the hash of, line by line; `subkey <id> "<part>"` for a part of an action. */
  readonly key: string;
  /** What the action gave this time. */
  readonly made: MadeOutput;
  /** What the entry names. */
  readonly cached: MadeOutput;
}

export interface MadeOutput {
  readonly output: OutputId;
  /** Bytes. */
  readonly size: number;
}

/** Since Go 1.23 the runtime indents the lines of what a program panics with, all but the first, by a tab. */
const FORM =
  /panic: go: internal cache error: cache verify failed: id=([0-9a-f]{64}) changed:<<<\n([\s\S]*?)\n\t?>>>\n(\t?)old: ([0-9a-f]{64}) (\d+)\n\t?new: ([0-9a-f]{64}) (\d+)/;

/**
 * Finds the panic in what a go command printed (cmd/go/internal/cache/cache.go: putIndexEntry). Go calls what the action gave
 * this time `old`, and what the entry names `new`; so it is in 1.21 to 1.26.
 */
export function parseVerifyPanic(printed: string): VerifyPanic | undefined {
  const [, entry = '', text = '', tab = '', made = '', madeSize, cached = '', cachedSize] =
    FORM.exec(printed) ?? [];
  if (!isActionId(entry) || !isOutputId(made) || !isOutputId(cached)) return undefined;
  return {
    entry,
    key: tab === '' ? text : text.replace(/^\t/gm, ''),
    made: { output: made, size: Number(madeSize) },
    cached: { output: cached, size: Number(cachedSize) },
  };
}
