import { readFileSync } from 'node:fs';
import type { ActionEntry } from '../entries/action-entry';
import { subkey, type ActionId } from '../entries/ids';
import { findOutput } from '../verify/output-facts';
import { kindOf } from '../verify/output-kind';
import type { FilledCache } from './filled-cache';
import { versionIn } from './many-programs';

export type Role = 'package' | 'executable' | 'index' | 'vet output' | 'vet facts' | 'other';

/** An entry whose output no other one has. */
export interface Victim {
  readonly entry: ActionEntry;
  readonly role: Role;
  /** Of the output, or of the file in its directory. */
  readonly path: string;
  /** Another victim of the same role. */
  readonly other: ActionEntry | undefined;
  /** Another version of the same package. */
  readonly older: ActionEntry | undefined;
  /** The check of vet that printed it. */
  readonly check: ActionId | undefined;
}

/** Every entry whose output no other one has. */
export function victimsIn(filled: FilledCache): readonly Victim[] {
  const entries = filled.entries();
  const uses = new Map<string, number>();
  for (const { output } of entries) uses.set(output, (uses.get(output) ?? 0) + 1);
  const owners = new Map(entries.map(({ id }) => [subkey(id, 'stdout'), id]));
  const found = entries.flatMap((entry) => {
    const place = findOutput(filled.cache, entry.output);
    if (place.is !== 'present' || uses.get(entry.output) !== 1) return [];
    const content = readFileSync(place.path);
    const owner = owners.get(entry.id);
    const role = place.isExecutable ? 'executable' : roleOf(content, owner);
    const version = role === 'package' ? versionIn(content) : undefined;
    return [{ entry, path: place.path, role, check: role === 'vet output' ? owner : undefined, version }];
  });
  return found.map(({ version, ...one }, index): Victim => {
    const others = found.filter(({ role, entry }) => role === one.role && entry !== one.entry);
    const older = found.find(
      (each) => version !== undefined && each.version?.of === version.of && each.entry !== one.entry,
    );
    return { ...one, other: others[index % others.length]?.entry, older: older?.entry };
  });
}

function roleOf(content: Buffer, owner: ActionId | undefined): Role {
  const kind = kindOf(content);
  if (kind === 'archive') return 'package';
  if (kind === 'go-index') return 'index';
  // Nothing is printed by the compiler: what has content was printed by vet.
  if (owner !== undefined && content.length > 0) return 'vet output';
  // golang.org/x/tools/internal/facts: what vet found out of a package.
  return content.includes('gobFact') ? 'vet facts' : 'other';
}
