import { readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { systemErrorCode } from '../../support';
import type { ActionEntry } from '../entries/action-entry';
import type { CacheDirectory } from '../entries/cache-directory';
import { subkey, type ActionId, type OutputId } from '../entries/ids';
import { lookAtOutput, type OutputLook } from './output-look';

/** What an entry is for: the kind of its output, or what is known from the action that it belongs to. */
export type EntryKind =
  | OutputLook['kind']
  | 'compile-output'
  | 'link-output'
  | 'source-list'
  | 'generated-file'
  | 'vet'
  | 'vet-output';

/** An entry of a cache, and what it says of itself. */
export interface InventoryEntry extends ActionEntry {
  readonly kind: EntryKind;
  readonly look: OutputLook;
  /** Milliseconds since 1970: the time of the action entry, which Go moves when it reads it, at most once an hour. */
  readonly usedAt: number;
  /** Of a program's main package, whose import path is `main`: where its files are, or with -trimpath what stands for that. */
  readonly directory?: string | undefined;
  /** The action that this entry belongs to, and what Go calls the part: `stdout`, `srcfiles`, the name of a generated file. */
  readonly parent?: { readonly id: ActionId; readonly part: string } | undefined;
}

/** All entries of a cache that can be read. */
export interface Inventory {
  readonly entries: ReadonlyMap<ActionId, InventoryEntry>;
  /** Action entries that Go would take for none. */
  readonly malformed: number;
}

/** Names of parts, as Go calls them (cmd/go/internal/work), with the kind of what is kept there. */
const PARTS_OF_COMPILATION: readonly (readonly [string, EntryKind])[] = [
  ['stdout', 'compile-output'],
  ['link-stdout', 'link-output'],
  ['srcfiles', 'source-list'],
  ['_cgo_install.h', 'generated-file'],
];
const PARTS_OF_VET: readonly (readonly [string, EntryKind])[] = [
  ['stdout', 'vet-output'],
  ['fix.zip', 'vet-output'],
];

/** Reads all entries of a cache: each action entry, and of each output the beginning. Other processes may use the cache. */
export function readInventory(cache: CacheDirectory): Inventory {
  const looks = new Map<OutputId, OutputLook>();
  const entries = new Map<ActionId, InventoryEntry>();
  let malformed = 0;
  for (const id of cache.actions()) {
    const entry = cache.readAction(id);
    const usedAt = timeOf(cache.actionPath(id));
    if (entry === 'absent' || usedAt === undefined) continue;
    if (!('output' in entry)) {
      malformed++;
      continue;
    }
    const look = looks.get(entry.output) ?? lookAtOutput(cache, entry);
    looks.set(entry.output, look);
    entries.set(id, { ...entry, look, usedAt, kind: look.kind });
  }
  attributeParts(cache, entries);
  return { entries, malformed };
}

function attributeParts(cache: CacheDirectory, entries: Map<ActionId, InventoryEntry>): void {
  const attribute = (id: ActionId, parts: Iterable<readonly [string, EntryKind]>): boolean => {
    let isAny = false;
    for (const [part, kind] of parts) {
      const own = entries.get(subkey(id, part));
      if (own === undefined) continue;
      entries.set(own.id, { ...own, kind, parent: { id, part } });
      isAny = true;
    }
    return isAny;
  };
  const all = [...entries.values()];
  for (const { id, kind } of all) {
    if (kind !== 'archive') continue;
    attribute(id, PARTS_OF_COMPILATION);
    const list = entries.get(subkey(id, 'srcfiles'));
    if (list === undefined) continue;
    const names = namesIn(cache, list);
    attribute(id, generatedFiles(names));
    const own = entries.get(id);
    if (own?.look.importPath === 'main') entries.set(id, { ...own, directory: directoryOf(own, names) });
  }
  for (const { id } of all) {
    const entry = entries.get(id);
    if (entry === undefined || entry.parent !== undefined || !mayBeVet(entry)) continue;
    if (attribute(id, PARTS_OF_VET)) entries.set(id, { ...entry, kind: 'vet' });
  }
}

function mayBeVet({ kind }: InventoryEntry): boolean {
  return kind === 'other' || kind === 'empty';
}

function namesIn(cache: CacheDirectory, { output, look }: InventoryEntry): string[] {
  return (look.text ?? readText(cache.outputPath(output))).split('\n').filter((name) => name !== '');
}

/** A list of source files names those of the package as `./name`, and generated ones, which Go keeps as well, as `name`. */
function generatedFiles(names: readonly string[]): (readonly [string, EntryKind])[] {
  return names.filter((name) => !isOwnFile(name)).map((name) => [name, 'generated-file']);
}

function isOwnFile(name: string): boolean {
  return name.startsWith('./');
}

/** The one directory in which its files are; undefined where functions of other packages come from files of the same names. */
function directoryOf({ look }: InventoryEntry, names: readonly string[]): string | undefined {
  const own = new Set(names.filter(isOwnFile).map((name) => name.slice(2)));
  const found = new Set(
    (look.archive?.files ?? [])
      .filter((file) => own.has(posix.basename(file)))
      .map((file) => posix.dirname(file)),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return '';
  }
}

function timeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
