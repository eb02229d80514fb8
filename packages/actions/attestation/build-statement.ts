import { version } from '../../../package.json';
import type { BuildInfo } from '../../toolchain';
import { withoutMachinePaths, withoutPlace } from './portable-text';
import { resolvedDependencies } from './resolved-dependencies';
import {
  BUILD_TYPE,
  PREDICATE_TYPE,
  STATEMENT_TYPE,
  type AttestedDimension,
  type ExternalParameters,
  type Statement,
} from './statement';

/** What a task asked for, and what decided what became of it. */
export interface BuildOrigin extends ExternalParameters {
  readonly taskActionId: string;
  readonly taskInputs: string;
  readonly dimension: AttestedDimension;
  readonly snapshotDigest?: string;
  /** Absolute; it appears in the statement as `{workspaceRoot}`. */
  readonly workspaceRoot: string;
}

/** What came of it. */
export interface MadeArtifact {
  /** Of the file, without a directory. */
  readonly name: string;
  /** SHA-256 (hex) of its content. */
  readonly digest: string;
  readonly buildInfo: BuildInfo | undefined;
}

/** States what an artifact was built from; pure data. */
export function buildStatement(origin: BuildOrigin, artifact: MadeArtifact): Statement {
  const { workspaceRoot, taskActionId, taskInputs, snapshotDigest } = origin;
  const { name, fingerprint, components } = origin.dimension;
  const goVersion = artifact.buildInfo?.goVersion;
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name: artifact.name, digest: { sha256: artifact.digest } }],
    predicateType: PREDICATE_TYPE,
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: {
          importPath: origin.importPath,
          packages: origin.packages,
          flags: origin.flags.map((flag) => withoutPlace(flag, workspaceRoot)),
          stamp: origin.stamp,
        },
        internalParameters: {
          taskActionId,
          taskInputs,
          dimension: {
            name,
            fingerprint,
            components: components.map(({ name: component, kind, value, source }) => ({
              name: component,
              kind,
              value: withoutMachinePaths(value, workspaceRoot),
              source,
            })),
          },
          buildInfo: artifact.buildInfo === undefined ? 'unknown' : 'embedded',
          ...(snapshotDigest !== undefined && { snapshotDigest }),
        },
        resolvedDependencies: resolvedDependencies(artifact.buildInfo),
      },
      runDetails: {
        builder: {
          id: `urn:goshawk:builder:${version}`,
          version: { goshawk: version, ...(goVersion !== undefined && { go: goVersion }) },
        },
      },
    },
  };
}
