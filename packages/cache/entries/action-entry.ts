import { isOutputId, type ActionId, type OutputId } from './ids';

/** Bytes of an action entry, in every version of Go since 1.10 (cmd/go/internal/cache/cache.go: entrySize). */
export const ACTION_ENTRY_SIZE = 175;

/** What an action entry says: this action has that output. */
export interface ActionEntry {
  readonly id: ActionId;
  readonly output: OutputId;
  /** Bytes of the output. */
  readonly size: number;
  /** Nanoseconds since 1970 at which Go wrote it. */
  readonly time: bigint;
}

/** Why the go command would take an action entry for none. */
export interface MalformedEntry {
  readonly reason: string;
}

const FORM = /^v1 ([0-9a-f]{64}) ([0-9a-f]{64}) ( *\d+) ( *\d+)\n$/;
const GREATEST = 2n ** 63n - 1n;

/**
 * Reads an action entry as Go does (cmd/go/internal/cache/cache.go: get).
 *
 * @param text the whole file in latin1
 * @param id what its name says
 */
export function parseActionEntry(text: string, id: ActionId): ActionEntry | MalformedEntry {
  if (text.length !== ACTION_ENTRY_SIZE) {
    return { reason: `it has ${text.length} bytes instead of ${ACTION_ENTRY_SIZE}` };
  }
  const [, own, output = '', size = '', time = ''] = FORM.exec(text) ?? [];
  if (own === undefined || size.length !== 20 || time.length !== 20 || !isOutputId(output)) {
    return { reason: 'it is not of the form that Go writes' };
  }
  if (own !== id) return { reason: `it is that of action ${own}` };
  const [bytes, nanoseconds] = [BigInt(size.trim()), BigInt(time.trim())];
  if (bytes > GREATEST || nanoseconds > GREATEST) return { reason: 'a number in it is too large' };
  return { id, output, size: Number(bytes), time: nanoseconds };
}

/** The text of an action entry, byte for byte as Go writes it. */
export function formatActionEntry({ id, output, size, time }: ActionEntry): string {
  return `v1 ${id} ${output} ${String(size).padStart(20)} ${String(time).padStart(20)}\n`;
}
