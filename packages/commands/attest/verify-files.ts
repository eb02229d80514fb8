import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { FileDigests, UsageError } from '../../support';
import { attestationPath, attestedArtifact, verifyArtifact, type ArtifactCheck } from '../../actions';

/**
 * Checks artifacts against the attestations beside them. An attestation stands for its artifact, so that both may be named.
 *
 * @returns one check an artifact, in the order in which they are named
 * @throws UsageError 'no-such-file'
 */
export function verifyFiles(named: readonly string[], cwd: string): ArtifactCheck[] {
  const artifacts = named.map((name) => artifactNamed(resolve(cwd, name), name));
  // Nothing is saved: whoever asks by hand wants the files read.
  const digests = new FileDigests(join(tmpdir(), 'goshawk-no-memo', 'digests.json'));
  return [...new Set(artifacts)].map((artifact) => verifyArtifact(artifact, digests));
}

function artifactNamed(path: string, name: string): string {
  const artifact = attestedArtifact(path) ?? path;
  if (existsSync(artifact) || existsSync(attestationPath(artifact))) return artifact;
  throw new UsageError({
    code: 'no-such-file',
    message: `There is neither a file ${name} nor an attestation of it.`,
    next: 'Name artifacts of go-build, such as dist/apps/app/linux-amd64/app.',
  });
}
