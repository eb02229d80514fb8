import { basename, dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { digestFile, GoshawkError, systemErrorCode, writeFileAtomic } from '../../support';
import { parseStatement, type ParsedStatement } from './parse-statement';
import type { Statement } from './statement';

const SUFFIX = '.intoto.json';

/** Where the attestation of an artifact lies: beside it. */
export function attestationPath(artifact: string): string {
  return join(dirname(artifact), `${basename(artifact)}${SUFFIX}`);
}

/** The artifact whose attestation a path would be; undefined for any other path. */
export function attestedArtifact(path: string): string | undefined {
  const name = basename(path);
  return name.endsWith(SUFFIX) && name !== SUFFIX
    ? join(dirname(path), name.slice(0, -SUFFIX.length))
    : undefined;
}

/**
 * Writes the attestation of an artifact, at once or not at all.
 *
 * @throws GoshawkError 'attestation-not-written'
 */
export function writeAttestation(artifact: string, statement: Statement): void {
  const path = attestationPath(artifact);
  try {
    writeFileAtomic(path, `${JSON.stringify(statement, undefined, 2)}\n`);
  } catch (error) {
    throw new GoshawkError({
      code: 'attestation-not-written',
      message: `${path} could not be written (${systemErrorCode(error) ?? String(error)}), and an artifact without it is not handed over.`,
      next: 'Free space, or make the directory writable, and build again.',
      cause: error,
    });
  }
}

/** What is found where an attestation should be; a reason completes `it is no attestation of a go-build: …`. */
export type FoundAttestation = ParsedStatement | { readonly kind: 'missing' };

/** Reads the attestation of an artifact. */
export function readAttestation(artifact: string): FoundAttestation {
  let text: string;
  try {
    text = readFileSync(attestationPath(artifact), 'utf8');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'malformed', reason: `it cannot be read (${code ?? String(error)})` };
  }
  return parseStatement(text);
}

/** Whether an artifact has the content that its attestation says; an unreadable one has not. */
export function isAsAttested(artifact: string): boolean {
  const found = readAttestation(artifact);
  if (found.kind !== 'statement') return false;
  try {
    return digestFile(artifact) === found.statement.subject[0].digest.sha256;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}
