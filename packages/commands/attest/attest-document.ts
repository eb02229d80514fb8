import { relative } from 'node:path';
import { formatFinding, renderTable, type Finding } from '../../support';
import type { ArtifactCheck, Statement } from '../../actions';

/** What `goshawk attest verify --json` prints. */
export interface AttestDocument {
  readonly schemaVersion: 1;
  readonly artifacts: readonly AttestedArtifact[];
}

interface AttestedArtifact {
  /** Relative to the working directory where that is shorter to say. */
  readonly artifact: string;
  readonly result: 'fine' | 'wrong';
  /** SHA-256 (hex) of the file; null where it cannot be read. */
  readonly digest: string | null;
  /** What its attestation says; null where there is none. */
  readonly attested: {
    readonly digest: string;
    readonly importPath: string;
    readonly dimension: string;
    readonly taskActionId: string;
  } | null;
  /** Whether what Go embedded in the artifact was there to compare. */
  readonly buildInfo: 'compared' | 'unknown';
  readonly findings: readonly Finding[];
}

/** Checks as one document. */
export function attestDocument(checks: readonly ArtifactCheck[], cwd: string): AttestDocument {
  const artifacts = checks.map(({ artifact, digest, found, buildInfo, findings }): AttestedArtifact => ({
    artifact: shownPath(artifact, cwd),
    result: findings.length === 0 ? 'fine' : 'wrong',
    digest: digest ?? null,
    attested: found.kind === 'statement' ? attestedBy(found.statement) : null,
    buildInfo,
    findings: findings.map((finding) => ({ ...finding, subject: shownPath(artifact, cwd) })),
  }));
  return { schemaVersion: 1, artifacts };
}

/** The same as a table, and a line for each finding. */
export function renderAttested({ artifacts }: AttestDocument): string {
  const rows = artifacts.map(({ artifact, result, attested, buildInfo }) => [
    artifact,
    result,
    attested?.importPath ?? '—',
    attested?.dimension ?? '—',
    buildInfo,
  ]);
  const table = renderTable(['ARTIFACT', 'RESULT', 'PROGRAM', 'DIMENSION', 'BUILD INFO'], rows);
  const findings = artifacts.flatMap((one) => one.findings.map((finding) => `${formatFinding(finding)}\n`));
  return `${table}\n${findings.length > 0 ? `\n${findings.join('')}` : ''}`;
}

function attestedBy({ subject, predicate }: Statement): AttestedArtifact['attested'] {
  const { externalParameters, internalParameters } = predicate.buildDefinition;
  return {
    digest: subject[0].digest.sha256,
    importPath: externalParameters.importPath,
    dimension: internalParameters.dimension.name,
    taskActionId: internalParameters.taskActionId,
  };
}

function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return (near.startsWith('..') ? path : near).replaceAll('\\', '/');
}
