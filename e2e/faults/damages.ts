import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { CachePlace } from './cache-place';
import type { Entry, GoCache, Kind } from './go-cache';
import type { Damaged } from './row';

/** Does something to one entry of a cache. */
export type Harm = (cache: GoCache, entry: Entry) => void;

/** Which entries: those whose output is of the kind and has the text. */
export interface Victims {
  readonly kind: Kind;
  readonly text: string;
}

/** Harms all such entries of all caches in a place, of which there must be one. */
export function harming({ kind, text }: Victims, harm: Harm) {
  return (place: CachePlace): Damaged => {
    const found = place.caches.flatMap((cache) =>
      cache.holding(kind, text).map((entry) => ({ cache, entry })),
    );
    if (found.length === 0) throw new Error(`${place.directory} has no ${kind} with ${JSON.stringify(text)}`);
    for (const { cache, entry } of found) harm(cache, entry);
    return {};
  };
}

/** Writes other text of the same length into the output. */
export function overwrite(from: string, to: string): Harm {
  return (cache, entry) => replaceText(cache.contentPath(entry), from, to);
}

/** Likewise, as a bad disk does: times are as they were. */
export function overwriteUnseen(from: string, to: string): Harm {
  return (cache, entry) => {
    const { atime, mtime } = statSync(cache.contentPath(entry));
    overwrite(from, to)(cache, entry);
    utimesSync(cache.contentPath(entry), atime, mtime);
  };
}

export const overwriteWithGarbage: Harm = (cache, entry) => {
  const path = cache.contentPath(entry);
  const head = readFileSync(path).subarray(0, 12);
  writeFileSync(path, Buffer.concat([head, Buffer.alloc(entry.size - head.length, 0xa5)]));
};

export const truncate: Harm = (cache, entry) => truncateSync(cache.contentPath(entry), entry.size >> 1);
export const empty: Harm = (cache, entry) => truncateSync(cache.contentPath(entry), 0);
export const remove: Harm = (cache, entry) => rmSync(cache.contentPath(entry));

export const lengthen: Harm = (cache, entry) => {
  writeFileSync(cache.contentPath(entry), 'more', { flag: 'a' });
};

export function changeMode(mode: number): Harm {
  return (cache, entry) => chmodSync(cache.contentPath(entry), mode);
}

/** Puts a link in the place of an output, to a copy of it elsewhere or to nothing. */
export function linkTo(what: 'a copy' | 'nothing'): Harm {
  return (cache, entry) => {
    const path = cache.outputPath(entry.output);
    const elsewhere = join(cache.directory, `elsewhere-${entry.output}`);
    if (what === 'a copy') renameSync(path, elsewhere);
    else rmSync(path);
    symlinkSync(elsewhere, path);
  };
}

/** Puts a directory in the place of an output: an empty one, or one that has the output in it. */
export function makeDirectoryOf(what: 'nothing' | 'the output'): Harm {
  return (cache, entry) => {
    const path = cache.outputPath(entry.output);
    const content = readFileSync(path);
    rmSync(path);
    mkdirSync(path);
    if (what === 'the output') writeFileSync(join(path, 'lib.a'), content);
  };
}

export const removeFromDirectory: Harm = (cache, entry) => rmSync(cache.contentPath(entry));

export function writeAction(content: string): Harm {
  return (cache, { action }) => writeFileSync(cache.actionPath(action), content);
}

export const lengthenAction: Harm = (cache, { action }) => {
  writeFileSync(cache.actionPath(action), '\n', { flag: 'a' });
};

export const removeAction: Harm = (cache, { action }) => rmSync(cache.actionPath(action));

export function changeActionMode(mode: number): Harm {
  return (cache, { action }) => chmodSync(cache.actionPath(action), mode);
}

export const makeActionDirectory: Harm = (cache, { action }) => {
  rmSync(cache.actionPath(action));
  mkdirSync(cache.actionPath(action));
};

/** Makes the entry name the output of another one in the same cache. */
export function pointAt({ kind, text }: Victims): Harm {
  return (cache, entry) => {
    const other = cache.holding(kind, text).find(({ output }) => output !== entry.output);
    if (other === undefined) throw new Error(`no other ${kind} with ${JSON.stringify(text)}`);
    cache.write({ ...entry, output: other.output, size: other.size });
  };
}

/** Makes the entry name an output that something else made. */
export function pointAtContent(content: () => string | Uint8Array): Harm {
  return (cache, entry) => cache.write({ ...entry, ...cache.put(content()) });
}

/** Changes a package, stores it under the name that fits, and makes the entry, a newer one, name it. */
export function forge(from: string, to: string, finish = (archive: Buffer) => archive): Harm {
  return (cache, entry) => {
    replaceText(cache.contentPath(entry), from, to);
    const path = cache.contentPath(entry);
    const forged = finish(readFileSync(path));
    rmSync(path);
    cache.write({ ...entry, ...cache.put(forged), time: entry.time + 1n });
  };
}

/** Gives a package the content ID that fits its content (cmd/internal/buildid/rewrite.go: FindAndHash). */
export function withRightContentId(archive: Buffer): Buffer {
  const text = archive.toString('latin1');
  const [, id = '', action = ''] = /\nbuild id "(([^"/]+)\/[^"]+)"/.exec(text) ?? [];
  const zeroed = text.replaceAll(id, '\0'.repeat(id.length));
  const hash = createHash('sha256').update(zeroed, 'latin1').digest();
  const content = hash.subarray(0, 15).toString('base64url');
  return Buffer.from(text.replaceAll(id, `${action}/${content}`), 'latin1');
}

function replaceText(path: string, from: string, to: string): void {
  if (from.length !== to.length) throw new Error(`${to} must be as long as ${from}`);
  const text = readFileSync(path, 'latin1');
  // Another entry with the same output has led here before.
  if (text.includes(to) && !text.includes(from)) return;
  if (!text.includes(from)) throw new Error(`${path} does not have ${from}`);
  writeFileSync(path, text.replaceAll(from, to), 'latin1');
}
