import { applySync, planSync, readTurboWorkspace, renderSync } from '../turborepo';
import { graphPlaceOf, type PlaceOptions } from './context';

export interface TurboSyncOptions extends PlaceOptions {
  readonly check?: boolean;
  readonly json?: boolean;
}

/** `goshawk turbo sync`: writes, or with --check names, what Turborepo has to know of the Go code. */
export function syncTurbo(options: TurboSyncOptions): number {
  const plan = planSync(readTurboWorkspace(graphPlaceOf(options)));
  const isCheck = options.check === true;
  if (!isCheck) applySync(plan);
  if (options.json === true) {
    const changes = plan.changes.map(({ file, action }) => ({ file, action }));
    const document = { schemaVersion: 1, root: plan.root, written: !isCheck, changes, notes: plan.notes };
    process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  } else process.stdout.write(renderSync(plan, isCheck ? 'planned' : 'done'));
  return isCheck && plan.changes.length > 0 ? 1 : 0;
}
