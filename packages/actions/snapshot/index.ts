export { reachedActions } from './reached-actions';
export { snapshotDigest, snapshotOf } from './snapshot';
export {
  forgetSuspect,
  readSnapshot,
  snapshotName,
  snapshotNames,
  suspectsOf,
  suspectTasks,
  writeSnapshot,
  type SnapshotOwner,
} from './snapshot-file';
