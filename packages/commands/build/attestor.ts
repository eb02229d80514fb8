import { basename } from 'node:path';
import { digestFile, GoshawkError, systemErrorCode } from '../../support';
import {
  buildStatement,
  reachedActions,
  snapshotDigest,
  snapshotOf,
  taskActionId,
  writeAttestation,
  type BuildOrigin,
} from '../../actions';
import { readBuildInfo, type ActionGraph } from '../../toolchain';
import { listOf } from '../options/go-options';
import type { PlannedTask, Program } from './plan-build';
import { SourceDigests } from './source-digests';

/** Writes the attestations of the programs of one run. */
export class Attestor {
  private readonly origins = new Map<string, BuildOrigin>();
  private readonly sources = new SourceDigests();

  /**
   * Notes what the programs of a task are built from. To be called before the go command runs: what an editor changes afterwards
   * is in none of them.
   *
   * @param taskInputs see taskInputsOf
   */
  note({ task, selection, programs }: PlannedTask, taskInputs: string): void {
    const { dimension, flags, workspaceRoot, options } = task;
    const { fingerprint, listing, digests } = dimension;
    for (const { importPath } of programs) {
      const main = selection.packages.find((one) => one.importPath === importPath);
      const sources = this.sources.of(main?.buildDeps ?? [], listing, digests);
      this.origins.set(keyOf(task.id, importPath), {
        importPath,
        packages: listOf(options.packages),
        flags,
        stamp: dimension.buildFlags.buildvcs !== 'false',
        taskActionId: taskActionId({ fingerprint, taskInputs, importPath, flags, sources, workspaceRoot }),
        taskInputs,
        dimension,
        workspaceRoot,
      });
    }
  }

  /**
   * Attests programs that are in place.
   *
   * @param graph of the go command that built them
   * @throws GoshawkError 'attestation-not-written', or 'artifact-unreadable' for one that has gone again
   */
  attest(programs: readonly Program[], graph: ActionGraph): void {
    for (const { taskId, importPath, artifact } of programs) {
      const origin = this.origins.get(keyOf(taskId, importPath));
      if (origin === undefined) continue;
      const snapshot = snapshotDigest(snapshotOf(reachedActions(graph, [importPath])));
      const made = { name: basename(artifact), ...lookAt(artifact) };
      writeAttestation(artifact, buildStatement({ ...origin, snapshotDigest: snapshot }, made));
    }
  }
}

function keyOf(taskId: string, importPath: string): string {
  return `${taskId}\n${importPath}`;
}

function lookAt(artifact: string) {
  try {
    return { digest: digestFile(artifact), buildInfo: readBuildInfo(artifact) };
  } catch (error) {
    throw new GoshawkError({
      code: 'artifact-unreadable',
      message: `${artifact} was built, and cannot be read (${systemErrorCode(error) ?? String(error)}).`,
      next: 'Find out which other program changes this directory, and build again.',
      cause: error,
    });
  }
}
