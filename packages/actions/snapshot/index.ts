export { reachedActions } from './reached-actions';
export { snapshotDigest, snapshotOf, type Snapshot, type SnapshotEntry } from './snapshot';
export {
  forgetSuspect,
  readSnapshot,
  snapshotName,
  snapshotNames,
  suspectsOf,
  suspectTasks,
  writeSnapshot,
  type RecordedSnapshot,
  type SnapshotOwner,
} from './snapshot-file';
