export { readJsonFile, writeFileAtomic } from './atomic-file';
export { digestFile, sha256, sha256Of } from './digest';
export { readVariable, withPath, type Env } from './environment';
export { environmentKey } from './environment-key';
export {
  GoshawkError,
  UsageError,
  formatError,
  systemErrorCode,
  type FailureExitCode,
  type GoshawkErrorDetails,
} from './errors';
export { COARSE_TICK, isSettled } from './file-clock';
export { FileDigests } from './file-digests';
export {
  readFileState,
  type AbsentFileState,
  type FileKind,
  type FileState,
  type PresentFileState,
} from './file-state';
export { formatFinding, formatFindings, isHarmful, type Finding, type Severity } from './finding';
export { groupBy } from './group-by';
export { isBeneath } from './is-beneath';
export { mapParallel } from './parallel';
export { parseJson } from './parse-json';
export { parseJsonWithComments } from './parse-json-with-comments';
export { pause } from './pause';
export {
  invalidPluginOption,
  isObject,
  objectOption,
  refuseUnknownOptions,
  textOption,
} from './plugin-option';
export { readFully } from './read-fully';
export { STATE_LENGTH, distrustUnsettled, isInState, readState, statsOf, writeState } from './path-state';
export { isAbandoned, processMark } from './process-mark';
export { renderTable } from './table';
export { defaultCacheRoot } from './user-directories';
