export { requireLocally } from './require-locally';
export { useModules } from './use-modules';
export { planSync } from './plan-sync';
export { readSyncOptions } from './read-sync-options';
export { applyEdits, planSyncOf } from './sync-workspace';
