import { join } from 'node:path';
import { digestFile } from '../../support';
import { makeDirectory } from '../../support/testing/make-directory';
import { GoWorkspace, type Circumstances } from '../../dimension/testing/go-workspace';
import { askGoItself } from '../../toolchain/testing/go-environment';
import { readBuildInfo } from '../../toolchain';
import { buildStatement, type BuildOrigin } from '../attestation/build-statement';
import { writeAttestation } from '../attestation/attestation-file';

/** The dimension of a Go program, and a program that the go command built in it. */
export interface MadeProgram {
  readonly file: string;
  readonly origin: BuildOrigin;
}

const space = { shared: undefined as GoWorkspace | undefined };

/** Builds a small program in a directory of its own, without an attestation. */
export async function makeProgram(circumstances: Circumstances = {}, name = 'app'): Promise<MadeProgram> {
  const workspace = (space.shared ??= new GoWorkspace());
  const { flags = [], env = {} } = circumstances;
  const dimension = await workspace.describe(circumstances);
  const file = join(makeDirectory(), name);
  askGoItself(['build', '-o', file, ...flags, '.'], workspace.root, workspace.env(env));
  const origin: BuildOrigin = {
    importPath: 'ex',
    packages: [],
    flags,
    stamp: false,
    taskActionId: 'build@0123456789abcdef',
    taskInputs: '0123456789abcdef',
    dimension,
    workspaceRoot: workspace.root,
  };
  return { file, origin };
}

/** Writes the attestation of a program as it is now, under the name that it has now. */
export function attest({ file, origin }: MadeProgram, name = 'app'): void {
  const artifact = { name, digest: digestFile(file), buildInfo: readBuildInfo(file) };
  writeAttestation(file, buildStatement(origin, artifact));
}
