import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { formatActionEntry } from '../../entries/action-entry';
import { ofVictim, writeEntry, type Damage, type HarmedVictim } from './damage';

/** What vet printed would be lost with its entry. */
const isNotPrinted = ({ role }: HarmedVictim): boolean => role !== 'vet output';

/** Faults of entries themselves, and of what the file system says of their files. */
export const metadataDamages: readonly Damage[] = [
  {
    class: 'metadata',
    name: 'an entry that is cut off',
    fits: isNotPrinted,
    finds: ofVictim('entry-malformed'),
    apply: ({ entry, place }, cache) => truncateSync(cache.actionPath(entry.id), Math.floor(175 * place)),
  },
  {
    class: 'metadata',
    name: 'an entry of garbage',
    fits: isNotPrinted,
    finds: ofVictim('entry-malformed'),
    apply: ({ entry }, cache) => writeFileSync(cache.actionPath(entry.id), 'x'.repeat(175)),
  },
  {
    class: 'metadata',
    name: 'an entry with the action of another one',
    fits: (victim) => isNotPrinted(victim) && victim.other !== undefined,
    finds: ofVictim('entry-malformed'),
    apply: ({ entry, other }, cache) =>
      writeFileSync(
        cache.actionPath(entry.id),
        formatActionEntry({ ...entry, id: other?.id ?? entry.id }),
        'latin1',
      ),
  },
  {
    class: 'metadata',
    name: 'an entry with another size',
    fits: isNotPrinted,
    finds: ofVictim('output-truncated'),
    apply: ({ entry, place }, cache) =>
      writeEntry({ ...entry, size: entry.size + 1 + Math.floor(place * 1000) }, cache),
  },
  {
    class: 'metadata',
    name: 'an entry that is a directory',
    fits: isNotPrinted,
    finds: ofVictim('entry-malformed'),
    apply: ({ entry }, cache) => {
      rmSync(cache.actionPath(entry.id));
      mkdirSync(cache.actionPath(entry.id));
    },
  },
  {
    class: 'metadata',
    name: 'an empty directory in the place of an output',
    fits: (victim) => isNotPrinted(victim) && victim.role !== 'executable',
    finds: ofVictim('output-missing'),
    apply: ({ path }) => {
      rmSync(path);
      mkdirSync(path);
    },
  },
];
