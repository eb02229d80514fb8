export { attestationPath, attestedArtifact, isAsAttested, writeAttestation } from './attestation-file';
export { buildStatement, type BuildOrigin } from './build-statement';
export type { AskedFor } from './judge-artifact';
export { quarantineArtifact } from './quarantine';
export type { Statement } from './statement';
export { taskActionId } from './task-action-id';
export { verifyArtifact, type ArtifactCheck } from './verify-artifact';
