import { randomBytes } from 'node:crypto';
import { cpSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { systemErrorCode, writeFileAtomic, type Finding } from '../../support';
import type { ArtifactCheck } from './verify-artifact';

/** `finding.json` in a directory of the quarantine. */
export interface QuarantineRecord {
  readonly schemaVersion: 1;
  /** ISO 8601. */
  readonly movedAt: string;
  /** Id of the task that handed the artifact over. */
  readonly task: string;
  /** Where the artifact was. */
  readonly artifact: string;
  readonly findings: readonly Finding[];
}

/**
 * Moves a wrong artifact and its attestation out of the way, with what was found. Nothing is deleted: somebody may want to know
 * how it came about.
 *
 * @param directory holds a directory for each artifact
 * @returns the directory in which they are now
 * @throws the system's error where they cannot be moved
 */
export function quarantineArtifact(
  { artifact, attestation, findings }: ArtifactCheck,
  task: string,
  directory: string,
): string {
  const now = new Date();
  const name = `${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${randomBytes(4).toString('hex')}`;
  const place = join(directory, name);
  mkdirSync(place, { recursive: true });
  const record: QuarantineRecord = { schemaVersion: 1, movedAt: now.toISOString(), task, artifact, findings };
  writeFileAtomic(join(place, 'finding.json'), `${JSON.stringify(record, undefined, 2)}\n`);
  for (const file of [artifact, attestation]) {
    if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) moveTo(file, join(place, basename(file)));
  }
  return place;
}

function moveTo(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    // The state directory can be on a file system of its own.
    if (systemErrorCode(error) !== 'EXDEV') throw error;
    cpSync(from, to, { recursive: true, preserveTimestamps: true });
    rmSync(from, { recursive: true });
  }
}
