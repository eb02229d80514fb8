export { cEnvironment, C_ENVIRONMENT_NAMES, C_ENVIRONMENT_PREFIXES } from './c-environment';
export { computeCInputs } from './compute-c-inputs';
export { afterBuildCheck, type AfterBuildRequest } from './extra/after-build-check';
export { dependencyRecording } from './extra/dependency-recording';
export { recordExtraInputs } from './extra/extra-inputs';
export { cCompilerIdentity, type CCompilerIdentity } from './identity/compiler-identity';
export type { CContext, CgoPackage, CInputs } from './types';
