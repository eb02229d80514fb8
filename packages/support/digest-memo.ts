import { readJsonFile, writeFileAtomic } from './atomic-file';
import type { PresentFileState } from './file-state';

const VERSION = 1;
const DAY_MILLISECONDS = 86_400_000;
const KEPT_DAYS = 30;

/** size, mtimeNs, ctimeNs, ino, digest, day of the last use. An array, since there are thousands of them. */
type Entry = [size: number, mtimeNs: string, ctimeNs: string, ino: string, digest: string, day: number];
type Entries = Record<string, Entry>;

interface MemoFile {
  version: typeof VERSION;
  entries: Entries;
}

/** Digests of files by path, on disk, each good only while the file's state is what it was. */
export class DigestMemo {
  private known: Map<string, Entry> | undefined;
  private readonly changed = new Map<string, Entry>();

  constructor(private readonly file: string) {}

  /** The digest recorded for this very state of the file. */
  find(state: PresentFileState): string | undefined {
    const entry = this.entries().get(state.path);
    if (entry === undefined || !describes(entry, state)) return undefined;
    if (entry[5] !== today()) this.record(state, entry[4]);
    return entry[4];
  }

  record({ path, size, mtimeNs, ctimeNs, ino }: PresentFileState, digest: string): void {
    const entry: Entry = [size, mtimeNs, ctimeNs, ino, digest, today()];
    this.entries().set(path, entry);
    this.changed.set(path, entry);
  }

  /** Adds what this process found to what others wrote meanwhile. A lost race costs a hash later, never a wrong one. */
  save(): void {
    if (this.changed.size === 0) return;
    const oldest = today() - KEPT_DAYS;
    const merged = new Map([...readEntries(this.file), ...this.changed]);
    const entries = Object.fromEntries([...merged].filter(([, entry]) => entry[5] >= oldest));
    writeFileAtomic(this.file, JSON.stringify({ version: VERSION, entries } satisfies MemoFile));
    this.changed.clear();
  }

  private entries(): Map<string, Entry> {
    return (this.known ??= new Map(readEntries(this.file)));
  }
}

function readEntries(file: string): [string, Entry][] {
  const entries = readJsonFile(file, isMemoFile)?.entries ?? {};
  return Object.entries(entries).filter(([, entry]) => isEntry(entry));
}

function isMemoFile(value: unknown): value is MemoFile {
  if (typeof value !== 'object' || value === null) return false;
  if (!('version' in value) || value.version !== VERSION || !('entries' in value)) return false;
  return typeof value.entries === 'object' && value.entries !== null;
}

function isEntry(value: unknown): value is Entry {
  if (!Array.isArray(value) || value.length !== 6) return false;
  const [size, mtimeNs, ctimeNs, ino, digest, day] = value as unknown[];
  const texts = [mtimeNs, ctimeNs, ino].every((text) => typeof text === 'string');
  return texts && typeof size === 'number' && typeof day === 'number' && isSha256(digest);
}

function isSha256(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function describes(entry: Entry, state: PresentFileState): boolean {
  return (
    entry[0] === state.size &&
    entry[1] === state.mtimeNs &&
    entry[2] === state.ctimeNs &&
    entry[3] === state.ino
  );
}

function today(): number {
  return Math.floor(Date.now() / DAY_MILLISECONDS);
}
