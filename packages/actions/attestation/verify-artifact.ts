import { formatError, systemErrorCode, type FileDigests, type Finding } from '../../support';
import { readBuildInfo } from '../../toolchain';
import { attestationPath, readAttestation, type FoundAttestation } from './attestation-file';
import { judgeArtifact, type AskedFor, type SeenArtifact } from './judge-artifact';

/** What a check of an artifact came to. */
export interface ArtifactCheck {
  readonly artifact: string;
  readonly attestation: string;
  /** SHA-256 (hex) of the artifact, where it could be read. */
  readonly digest: string | undefined;
  readonly found: FoundAttestation;
  /** Whether what Go embedded in the artifact was there to compare. */
  readonly buildInfo: 'compared' | 'unknown';
  /** None: it is what it was built to be. */
  readonly findings: readonly Finding[];
}

/**
 * Checks an artifact against its attestation, and both against what was asked for, where that is known. It never throws for
 * what it finds.
 *
 * @param digests reads each state of a file once
 */
export function verifyArtifact(artifact: string, digests: FileDigests, asked?: AskedFor): ArtifactCheck {
  const found = readAttestation(artifact);
  const seen = lookAt(artifact, digests);
  return {
    artifact,
    attestation: attestationPath(artifact),
    digest: seen.kind === 'file' ? seen.digest : undefined,
    found,
    buildInfo: seen.kind === 'file' && seen.buildInfo !== undefined ? 'compared' : 'unknown',
    findings: judgeArtifact(artifact, found, seen, asked),
  };
}

function lookAt(artifact: string, digests: FileDigests): SeenArtifact {
  try {
    const digest = digests.digest(artifact);
    if (digest === 'absent') return { kind: 'absent' };
    if (digest.startsWith('directory:') || digest === 'special')
      return { kind: 'unreadable', reason: `it is a ${digest.split(':')[0] ?? ''} instead of a file` };
    return { kind: 'file', digest, buildInfo: readBuildInfo(artifact) };
  } catch (error) {
    return {
      kind: 'unreadable',
      reason: systemErrorCode(error) ?? formatError(error).replaceAll(/\s*\n\s*/g, ' '),
    };
  }
}
