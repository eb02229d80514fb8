import { applyEdits, planSyncOf } from '../commands';
import { graphPlaceOf, type PlaceOptions } from './context';

export interface SyncOptions extends PlaceOptions {
  readonly check?: boolean;
  readonly json?: boolean;
}

/** `goshawk sync`: go.work and go.mod files in step with modules and imports; with --check only says what differs. */
export function syncModules(options: SyncOptions): number {
  const { root, edits } = planSyncOf(graphPlaceOf(options));
  if (options.check !== true) applyEdits(root, edits);
  if (options.json === true) {
    const files = edits.map(({ file, reasons }) => ({ file, reasons }));
    process.stdout.write(`${JSON.stringify({ schemaVersion: 1, root, files }, undefined, 2)}\n`);
  } else if (edits.length === 0) process.stdout.write('go.work and go.mod files are in step.\n');
  else
    for (const { file, reasons } of edits)
      for (const one of reasons) process.stdout.write(`${file}: ${one}\n`);
  return options.check === true && edits.length > 0 ? 1 : 0;
}
