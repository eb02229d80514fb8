export { cEnvironment, type CVariable } from './c-environment';
export { computeCInputs } from './compute-c-inputs';
export {
  afterBuildCheck,
  type AfterBuildRequest,
  type AfterBuildResult,
  type OutsideClosure,
} from './extra/after-build-check';
export { dependencyRecording } from './extra/dependency-recording';
export { recordExtraInputs } from './extra/extra-inputs';
export { cCompilerIdentity, type CCompilerIdentity } from './identity/compiler-identity';
export type { CContext, CgoPackage, CInputFile, CInputRole, CInputs, NamedRoot } from './types';
