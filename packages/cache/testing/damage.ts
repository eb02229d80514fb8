import { chmodSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { sha256Of } from '../../support';
import { formatActionEntry, type ActionEntry } from '../entries/action-entry';
import type { CacheDirectory } from '../entries/cache-directory';
import type { OutputId } from '../entries/ids';

/** What damage needs of an entry. */
export interface Victim {
  readonly entry: ActionEntry;
  /** Of the output, or of the file in its directory. */
  readonly path: string;
  readonly isExecutable: boolean;
  readonly isArchive: boolean;
  /** Another entry whose output is of the same sort. */
  readonly other: ActionEntry;
  /** From 0 to below 1: where in the file. */
  readonly place: number;
}

export interface Damage {
  readonly name: string;
  /** Codes of which one has to be found. */
  readonly codes: readonly string[];
  fits(victim: Victim): boolean;
  apply(victim: Victim, cache: CacheDirectory): void;
}

const any = () => true;
const archive = ({ isArchive }: Victim) => isArchive;
const executable = ({ isExecutable }: Victim) => isExecutable;
const hasContent = ({ entry }: Victim) => entry.size > 0;

/** Single faults, each in all that it needs to be about one entry alone. */
export const DAMAGES: readonly Damage[] = [
  {
    name: 'a flipped bit',
    codes: ['output-altered'],
    fits: hasContent,
    apply: ({ path, place }) => flip(path, place),
  },
  {
    name: 'a truncated output',
    codes: ['output-truncated'],
    fits: hasContent,
    apply: ({ path, entry, place }) => truncateSync(path, Math.floor(entry.size * place)),
  },
  {
    name: 'a missing output',
    codes: ['output-missing'],
    fits: any,
    apply: ({ path }) => rmSync(path),
  },
  {
    name: 'a pointer to the output of another action',
    codes: ['action-id-mismatch', 'entry-redirected'],
    fits: ({ entry, other }) => other.output !== entry.output,
    apply: ({ entry, other }, cache) => writeEntry({ ...other, id: entry.id, time: entry.time }, cache),
  },
  {
    name: 'a newer pointer to the archive of another action',
    codes: ['action-id-mismatch'],
    fits: archive,
    apply: ({ entry, other }, cache) => writeEntry({ ...other, id: entry.id, time: entry.time + 1n }, cache),
  },
  {
    name: 'a newer pointer from a package to what is no archive',
    codes: ['wrong-kind'],
    fits: archive,
    apply: ({ entry }, cache) => {
      const text = 'no archive';
      const output = sha256Of(text) as OutputId;
      writeFileSync(cache.outputPath(output), text);
      writeEntry({ ...entry, output, size: text.length, time: entry.time + 1n }, cache);
    },
  },
  {
    name: 'an archive that was forged to have the right hash',
    codes: ['content-id-mismatch', 'build-id-unreadable', 'action-id-mismatch', 'wrong-kind'],
    fits: archive,
    apply: ({ path, entry, place }, cache) => {
      const bytes = flip(path, place);
      const output = sha256Of(bytes) as OutputId;
      renameSync(path, cache.outputPath(output));
      writeEntry({ ...entry, output, time: entry.time + 1n }, cache);
    },
  },
  {
    name: 'an entry that is cut off',
    codes: ['entry-malformed'],
    fits: any,
    apply: ({ entry, place }, cache) => truncateSync(cache.actionPath(entry.id), Math.floor(175 * place)),
  },
  {
    name: 'an entry of garbage',
    codes: ['entry-malformed'],
    fits: any,
    apply: ({ entry }, cache) => writeFileSync(cache.actionPath(entry.id), 'x'.repeat(175)),
  },
  {
    name: 'a program that may not be run',
    codes: ['executable-not-runnable'],
    fits: (victim) => executable(victim) && process.platform !== 'win32',
    apply: ({ path }) => chmodSync(path, 0o644),
  },
];

function flip(path: string, place: number): Buffer {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length * place);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(place * 8));
  writeFileSync(path, bytes);
  return bytes;
}

function writeEntry(entry: ActionEntry, cache: CacheDirectory): void {
  writeFileSync(cache.actionPath(entry.id), formatActionEntry(entry), 'latin1');
}
