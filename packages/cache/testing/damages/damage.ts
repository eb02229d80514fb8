import { writeFileSync } from 'node:fs';
import { formatActionEntry, type ActionEntry } from '../../entries/action-entry';
import type { CacheDirectory } from '../../entries/cache-directory';
import type { ActionId } from '../../entries/ids';
import type { EntryFaultCode } from '../../verify/entry-finding';
import type { Victim } from '../victims';

/** Sorts of single faults, as they are counted. */
export const DAMAGE_CLASSES = [
  'flip',
  'truncation',
  'stale pointer',
  'swap',
  'forged hash',
  'index',
  'executable',
  'vet output',
  'shared inode',
  'metadata',
] as const;
export type DamageClass = (typeof DAMAGE_CLASSES)[number];

/** What has to be found: one of the codes, of the entry. */
export interface ExpectedFinding {
  readonly entry: ActionId;
  readonly codes: readonly EntryFaultCode[];
}

/** A single fault, in all that it needs to be about nothing but its victim. */
export interface Damage {
  readonly class: DamageClass;
  readonly name: string;
  fits(victim: HarmedVictim): boolean;
  /** Entries besides the victim that must not be harmed otherwise. */
  readonly involves?: (victim: HarmedVictim) => readonly ActionEntry[];
  finds(victim: HarmedVictim): readonly ExpectedFinding[];
  apply(victim: HarmedVictim, cache: CacheDirectory): void;
}

/** A victim, and where in its files it is harmed: from 0 to below 1. */
export interface HarmedVictim extends Victim {
  readonly place: number;
}

/** The other entry that a damage needs, which its `fits` asks for. */
export function otherOf({ other }: Victim): ActionEntry {
  if (other === undefined) throw new Error('there is no other entry of this kind');
  return other;
}

export function olderOf({ older }: Victim): ActionEntry {
  if (older === undefined) throw new Error('there is no other version of this package');
  return older;
}

/** Found of the victim alone. */
export function ofVictim(...codes: readonly EntryFaultCode[]): Damage['finds'] {
  return ({ entry }) => [{ entry: entry.id, codes }];
}

/** Found of the victim and of another entry in the same way. */
export function ofBoth(...codes: readonly EntryFaultCode[]): Damage['finds'] {
  return (victim) => [victim.entry, otherOf(victim)].map(({ id }) => ({ entry: id, codes }));
}

export function writeEntry(entry: ActionEntry, cache: CacheDirectory): void {
  writeFileSync(cache.actionPath(entry.id), formatActionEntry(entry), 'latin1');
}
