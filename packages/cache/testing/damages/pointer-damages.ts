import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { sha256Of } from '../../../support';
import type { CacheDirectory } from '../../entries/cache-directory';
import type { OutputId } from '../../entries/ids';
import { flipIn } from './change-bytes';
import { ofBoth, ofVictim, olderOf, otherOf, writeEntry, type Damage, type HarmedVictim } from './damage';

const isPackage = ({ role }: HarmedVictim): boolean => role === 'package';
const isUsual = ({ role, other }: HarmedVictim): boolean =>
  (role === 'package' || role === 'other') && other !== undefined;

/** Faults of entries that name what is right in itself, or was made to look so. */
export const pointerDamages: readonly Damage[] = [
  {
    class: 'stale pointer',
    name: 'an entry that names another version of its package',
    fits: ({ older }) => older !== undefined,
    involves: (victim) => [olderOf(victim)],
    finds: ofVictim('action-id-mismatch'),
    apply: (victim, cache) => {
      const { entry } = victim;
      writeEntry({ ...olderOf(victim), id: entry.id, time: entry.time }, cache);
    },
  },
  {
    class: 'stale pointer',
    name: 'a newer entry that names another version of its package',
    fits: ({ older }) => older !== undefined,
    involves: (victim) => [olderOf(victim)],
    finds: ofVictim('action-id-mismatch'),
    apply: (victim, cache) => {
      const { entry } = victim;
      writeEntry({ ...olderOf(victim), id: entry.id, time: entry.time + 1n }, cache);
    },
  },
  {
    class: 'stale pointer',
    name: 'an entry that names the output of another action',
    fits: isUsual,
    involves: (victim) => [otherOf(victim)],
    finds: ofVictim('action-id-mismatch', 'entry-redirected'),
    apply: (victim, cache) => {
      const { entry } = victim;
      writeEntry({ ...otherOf(victim), id: entry.id, time: entry.time }, cache);
    },
  },
  {
    class: 'stale pointer',
    name: 'a newer entry of a package that names what is no package',
    fits: isPackage,
    finds: ofVictim('wrong-kind'),
    apply: ({ entry }, cache) => {
      const text = 'no package';
      const output = sha256Of(text) as OutputId;
      writeFileSync(cache.outputPath(output), text);
      writeEntry({ ...entry, output, size: text.length, time: entry.time + 1n }, cache);
    },
  },
  {
    class: 'swap',
    name: 'two entries that changed places',
    fits: isUsual,
    involves: (victim) => [otherOf(victim)],
    finds: ofBoth('action-id-mismatch', 'entry-redirected'),
    apply: (victim, cache) => {
      const { entry } = victim;
      const other = otherOf(victim);
      writeEntry({ ...other, id: entry.id, time: entry.time }, cache);
      writeEntry({ ...entry, id: other.id, time: other.time }, cache);
    },
  },
  {
    class: 'swap',
    name: 'two outputs that changed places',
    fits: isUsual,
    involves: (victim) => [otherOf(victim)],
    finds: ofBoth('output-altered', 'output-truncated'),
    apply: (victim, cache) => {
      const [one, other] = [victim.path, cache.outputPath(otherOf(victim).output)];
      const [bytes, others] = [readFileSync(one), readFileSync(other)];
      writeFileSync(one, others);
      writeFileSync(other, bytes);
    },
  },
  {
    class: 'forged hash',
    name: 'a package that was changed and renamed to fit',
    fits: isPackage,
    finds: ofVictim('content-id-mismatch', 'build-id-unreadable', 'action-id-mismatch', 'wrong-kind'),
    apply: forge,
  },
  {
    class: 'forged hash',
    name: 'a cached program that was changed and renamed to fit',
    fits: ({ role }) => role === 'executable',
    finds: ofVictim('content-id-mismatch', 'build-id-unreadable', 'action-id-mismatch'),
    // Go leaves the GNU build ID, near the beginning, out of the content ID (cmd/internal/buildid/rewrite.go: excludes).
    apply: (victim, cache) => forge({ ...victim, place: 0.1 + victim.place * 0.9 }, cache),
  },
];

function forge({ path, entry, place }: HarmedVictim, cache: CacheDirectory): void {
  const output = sha256Of(flipIn(path, place)) as OutputId;
  const forged = cache.outputPath(output);
  // One of before can be there.
  rmSync(forged, { recursive: true, force: true });
  // Of a program that is the directory.
  renameSync(cache.outputPath(entry.output), forged);
  writeEntry({ ...entry, output, time: entry.time + 1n }, cache);
}
