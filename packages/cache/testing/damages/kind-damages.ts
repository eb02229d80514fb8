import { chmodSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fillWithGarbage, flipIn } from './change-bytes';
import { ofVictim, otherOf, writeEntry, type Damage, type HarmedVictim } from './damage';

const isIndex = ({ role }: HarmedVictim): boolean => role === 'index';
const isExecutable = ({ role }: HarmedVictim): boolean => role === 'executable';
const isOfVet = ({ role }: HarmedVictim): boolean => role === 'vet output' || role === 'vet facts';
const isPrinted = ({ role }: HarmedVictim): boolean => role === 'vet output';

const pointAtOther: Pick<Damage, 'involves' | 'apply'> = {
  involves: (victim) => [otherOf(victim)],
  apply: (victim, cache) => {
    const { entry } = victim;
    writeEntry({ ...otherOf(victim), id: entry.id, time: entry.time }, cache);
  },
};

const lost = ({ check }: HarmedVictim) =>
  check === undefined ? [] : [{ entry: check, codes: ['stdout-lost' as const] }];

/** Faults of what is in a cache besides packages. */
export const kindDamages: readonly Damage[] = [
  {
    class: 'index',
    name: 'a flipped bit in an index',
    fits: isIndex,
    finds: ofVictim('output-altered'),
    apply: ({ path, place }) => flipIn(path, place),
  },
  {
    class: 'index',
    name: 'garbage in an index',
    fits: isIndex,
    finds: ofVictim('output-altered'),
    apply: ({ path }) => fillWithGarbage(path),
  },
  {
    class: 'index',
    name: 'an entry that names the index of another directory',
    fits: (victim) => isIndex(victim) && victim.other !== undefined,
    finds: ofVictim('entry-redirected'),
    ...pointAtOther,
  },
  {
    class: 'executable',
    name: 'a flipped bit in a cached program',
    fits: isExecutable,
    finds: ofVictim('output-altered'),
    apply: ({ path, place }) => flipIn(path, place),
  },
  {
    class: 'executable',
    name: 'a cached program that may not be run',
    fits: (victim) => isExecutable(victim) && process.platform !== 'win32',
    finds: ofVictim('executable-not-runnable'),
    apply: ({ path }) => chmodSync(path, 0o644),
  },
  {
    class: 'executable',
    name: 'a cached program that is gone from its directory',
    fits: isExecutable,
    finds: ofVictim('output-missing'),
    apply: ({ path }) => rmSync(path),
  },
  {
    class: 'executable',
    name: 'a cached program that is not alone in its directory',
    fits: isExecutable,
    finds: ofVictim('output-missing'),
    apply: ({ path }) => writeFileSync(join(dirname(path), 'another'), ''),
  },
  {
    class: 'executable',
    name: 'an entry that names another cached program',
    fits: (victim) => isExecutable(victim) && victim.other !== undefined,
    finds: ofVictim('action-id-mismatch'),
    ...pointAtOther,
  },
  {
    class: 'vet output',
    name: 'a flipped bit in what vet printed or found out',
    fits: isOfVet,
    finds: ofVictim('output-altered'),
    apply: ({ path, place }) => flipIn(path, place),
  },
  {
    class: 'vet output',
    name: 'an entry of what vet printed that is gone',
    fits: isPrinted,
    finds: lost,
    apply: ({ entry }, cache) => rmSync(cache.actionPath(entry.id)),
  },
  {
    class: 'vet output',
    name: 'words of vet that are gone',
    fits: isPrinted,
    finds: (victim) => [...ofVictim('output-missing')(victim), ...lost(victim)],
    apply: ({ path }) => rmSync(path),
  },
  {
    class: 'vet output',
    name: 'words of vet that are cut off',
    fits: isPrinted,
    finds: (victim) => [...ofVictim('output-truncated')(victim), ...lost(victim)],
    apply: ({ path, entry, place }) => truncateSync(path, Math.floor(entry.size * place)),
  },
  {
    class: 'vet output',
    name: 'an entry that names what vet printed of another package',
    fits: (victim) => isPrinted(victim) && victim.other !== undefined,
    finds: ofVictim('entry-redirected'),
    ...pointAtOther,
  },
];
