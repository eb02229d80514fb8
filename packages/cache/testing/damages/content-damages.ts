import { linkSync, mkdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { flipIn } from './change-bytes';
import { ofVictim, otherOf, type Damage, type HarmedVictim } from './damage';

/** Outputs that no other class is about. */
const isUsual = ({ role, entry }: HarmedVictim): boolean =>
  (role === 'package' || role === 'other') && entry.size > 0;

/** Faults of the bytes of an output. */
export const contentDamages: readonly Damage[] = [
  {
    class: 'flip',
    name: 'a flipped bit',
    fits: isUsual,
    finds: ofVictim('output-altered'),
    apply: ({ path, place }) => flipIn(path, place),
  },
  {
    class: 'flip',
    name: 'a flipped bit under the old time',
    fits: isUsual,
    finds: ofVictim('output-altered'),
    apply: ({ path, place }) => {
      const { atime, mtime } = statSync(path);
      flipIn(path, place);
      utimesSync(path, atime, mtime);
    },
  },
  {
    class: 'truncation',
    name: 'a truncated output',
    fits: isUsual,
    finds: ofVictim('output-truncated'),
    apply: ({ path, entry, place }) => truncateSync(path, Math.floor(entry.size * place)),
  },
  {
    class: 'truncation',
    name: 'an output with more at its end',
    fits: isUsual,
    finds: ofVictim('output-truncated'),
    apply: ({ path, place }) => writeFileSync(path, 'x'.repeat(1 + Math.floor(place * 100)), { flag: 'a' }),
  },
  {
    class: 'truncation',
    name: 'a missing output',
    fits: isUsual,
    finds: ofVictim('output-missing'),
    apply: ({ path }) => rmSync(path),
  },
  {
    class: 'shared inode',
    name: 'a flipped bit that was written through a hard link of another cache, under the old time',
    fits: isUsual,
    finds: ofVictim('output-altered'),
    apply: ({ path, place }, cache) => {
      const elsewhere = join(dirname(cache.path), 'another-cache', basename(path));
      mkdirSync(dirname(elsewhere), { recursive: true });
      rmSync(elsewhere, { force: true });
      linkSync(path, elsewhere);
      const { atime, mtime } = statSync(elsewhere);
      flipIn(elsewhere, place);
      utimesSync(elsewhere, atime, mtime);
    },
  },
  {
    class: 'shared inode',
    name: 'an output that is a hard link to another one',
    fits: (victim) => isUsual(victim) && victim.other !== undefined,
    involves: (victim) => [otherOf(victim)],
    finds: ofVictim('output-altered', 'output-truncated'),
    apply: (victim, cache) => {
      rmSync(victim.path);
      linkSync(cache.outputPath(otherOf(victim).output), victim.path);
    },
  },
];
