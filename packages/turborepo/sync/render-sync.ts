import type { SyncPlan } from './sync-plan';

const DONE = { create: 'created', update: 'updated', remove: 'removed' } as const;

/** What a plan has changed, or would, for people. */
export function renderSync({ changes, notes }: SyncPlan, isDone: 'done' | 'planned'): string {
  const lines = changes.map(({ file, action }) =>
    isDone === 'done' ? `${DONE[action]} ${file}` : `would ${action} ${file}`,
  );
  const summary =
    changes.length === 0
      ? 'Turborepo knows what the Go code says.'
      : isDone === 'done'
        ? 'Where a package.json was created or removed, install once more: the lock file has to know.'
        : 'Run `goshawk turbo sync`.';
  return [...lines, ...notes, summary].map((line) => `${line}\n`).join('');
}
