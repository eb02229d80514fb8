export {
  attestationPath,
  attestedArtifact,
  isAsAttested,
  writeAttestation,
  type FoundAttestation,
} from './attestation-file';
export { buildStatement, type BuildOrigin, type MadeArtifact } from './build-statement';
export type { AskedFor } from './judge-artifact';
export { quarantineArtifact, type QuarantineRecord } from './quarantine';
export type { Statement } from './statement';
export { taskActionId, type ActionParts } from './task-action-id';
export { verifyArtifact, type ArtifactCheck } from './verify-artifact';
