export { directoryFrom } from './directory-from';
export { requireLocally } from './require-locally';
export { useModules } from './use-modules';
export { planSync, type FileEdit, type SyncRequest } from './plan-sync';
