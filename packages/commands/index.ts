export { attestDocument, renderAttested, verifyFiles } from './attest';
export { buildTasks, type BatchCallbacks } from './build/build-tasks';
export { artifactsOf } from './build/plan-build';
export {
  compareTestInputs,
  HashAdditions,
  PlaceInputs,
  readTestInputs,
  testTasks,
  type ReplayPlace,
} from './test';
export { checkThreshold, mergeProfileFiles, renderMerged } from './coverage';
export { isCachePolicy, type CachePolicy } from './cache-policy';
export type { GoTask, PreparedTask, TaskOutcome } from './go-task';
export {
  DECIDING_OPTION_NAMES,
  SHARED_OPTION_NAMES,
  type BuildOptions,
  type FmtOptions,
  type GenerateOptions,
  type LintOptions,
  type RunOptions,
  type SharedOptions,
  type TestOptions,
  type TidyOptions,
  type VetOptions,
  type VulnOptions,
} from './options/go-options';
export { GO_SETTING_PATTERNS, C_SETTING_PATTERNS, GO_PASSED_NAMES } from './options/setting-names';
export { usualOutputPath } from './output-directory';
export { prepareTask } from './prepare-task';
export { RunMemo } from './run-memo';
export { withoutRunnerVariables } from './runner-variables';
export { packagesOf } from './select-packages';
export { digestOfFailure, digestTask, knownCode, unseenDigest } from './task-digest';
export { digestSettings, reachedPackages } from './task-inputs';
export { isCompiled, kindOfTask, writesSources, type PackageScope } from './task-kinds';
export { fmtTasks } from './fmt';
export { execGo, type ExecRequest } from './exec/exec-go';
export { compareDimensions, type ComponentDifference } from './dimension/compare-dimensions';
export { formatSettings, type SettingsForm } from './dimension/editor-settings';
export { dimensionOfDirectory, loadDimension, type DimensionPlace } from './dimension/load-dimension';
export { openDimension } from '../dimension';
export { applyEdits, planSync, planSyncOf, readSyncOptions, requireLocally, useModules } from './modules';
export { generateTasks } from './generate';
export { LINT_CONFIGS, lintTasks } from './lint';
export { tidyTasks } from './tidy';
export { vetTasks } from './vet';
export { vulnTasks } from './vuln';
export { runProgram } from './run';
export {
  askGraph,
  explainImport,
  findAffected,
  findProjectDirectory,
  findWorkspaceRoot,
  nearNames,
  readGraphDocument,
  readGraphWorkspace,
  renderAffected,
  renderDot,
  renderMermaid,
  renderText,
  renderWhy,
  type GraphPlace,
  type GraphWorkspace,
} from './graph';
export { diagnose, doctorsFindings, renderDoctor } from './doctor';
export * from './cache';
