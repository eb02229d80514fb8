import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../../support';
import type { SyncPlan } from './sync-plan';

/** Writes what a plan says. */
export function applySync({ root, changes }: SyncPlan): void {
  for (const { file, text } of changes) {
    if (text === undefined) rmSync(join(root, file), { force: true });
    else writeFileAtomic(join(root, file), text);
  }
}
