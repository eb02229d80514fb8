export type { Env } from '../support';
export { readBuildInfo, type BuildInfo, type BuildModule } from './build-info';
export {
  ElfFile,
  Fields,
  LC_CODE_SIGNATURE,
  LC_UUID,
  MachOFile,
  type ByteRange,
  type ReadBytes,
} from './executable';
export { askGo, type GoQuestion } from './go/go-command';
export { parseJsonStream } from './go/json-stream';
export { readActionGraph, type Action, type ActionGraph } from './go/action-graph';
export { parseBuildFlags, type BuildFlags } from './go/build-flags';
export { GO_ENV_NAMES, LEVEL_ENV_NAMES, type GoEnv, type GoEnvName } from './go/env-names';
export { COMPILED_EXTENSIONS } from './go/compiled-extensions';
export { findGo, type FindGoRequest } from './go/find-go';
export { goEnvFile, readGoEnvFile } from './go/go-env-file';
export { readGoEnv, type GoEnvRequest } from './go/go-env';
export { GoEnvReader } from './go/go-env-reader';
export type { GoModule, GoPackage, GoPackageError } from './go/go-package';
export { compareGoVersions } from './go/go-version';
export { goWorkSetting, hasMainModule, mainModuleFile, usesGoWork } from './go/go-work';
export { installedGoVersion } from './go/installed-version';
export { listPackages, type ListRequest } from './go/list-packages';
export { readLocalReplacements } from './go/local-replacements';
export { moduleCacheDirectory } from './go/module-cache-directory';
export type { GoArguments } from './go/go-arguments';
export { parseGoArguments } from './go/parse-arguments';
export type { GoFlag } from './go/read-flag';
export { splitGoCommand, type GoCommand } from './go/split-go-command';
export { addDirective, removeDirective, setGoDirective, setLastWord } from './mod-files/edit-mod-file';
export type {
  CommonDirectives,
  GoModFile,
  GoWorkFile,
  ModFileFault,
  ModuleVersion,
  Replacement,
  Requirement,
} from './mod-files/mod-file';
export { escapeModulePath, escapeVersion } from './mod-files/module-path';
export { parseGoMod, type ParsedGoMod } from './mod-files/parse-go-mod';
export { parseGoSum } from './mod-files/parse-go-sum';
export { parseGoWork, type ParsedGoWork } from './mod-files/parse-go-work';
export { parseModulesTxt, type VendoredModule, type VendorList } from './mod-files/parse-modules-txt';
export type { ModFileRole } from './mod-files/read-directives';
export { compareVersions } from './mod-files/versions';
export { joinQuoted, splitQuoted } from './process/quoted';
export { runProcess, type ProcessRequest, type ProcessResult } from './process/run-process';
