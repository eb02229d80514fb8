import type { Component } from '../../dimension';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://slsa.dev/provenance/v1';
/** What the parameters of a statement mean; another number when they mean something else. */
export const BUILD_TYPE = 'urn:goshawk:go-build:v1';

/** SHA-256 and such by the names of in-toto (in-toto.io, spec/v1/digest_set.md), in hex. */
export type DigestSet = Readonly<Record<string, string>>;

/** Something that went into a build (in-toto.io, spec/v1/resource_descriptor.md). */
export interface ResourceDescriptor {
  readonly name?: string;
  readonly uri?: string;
  readonly digest?: DigestSet;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What was asked for. */
export interface ExternalParameters {
  /** Of the main package. */
  readonly importPath: string;
  /** Package patterns of the task; none stands for `./...`. */
  readonly packages: readonly string[];
  /** Of the go command, as options came to them. */
  readonly flags: readonly string[];
  /** Whether VCS state was to be stamped. */
  readonly stamp: boolean;
}

/** What else decided the build. */
export interface InternalParameters {
  /** See taskActionId. */
  readonly taskActionId: string;
  /** Digest (16 hex digits) of what decides the task and no file of its project shows: the one that its hash had. */
  readonly taskInputs: string;
  readonly dimension: AttestedDimension;
  /** Whether build information that Go embeds was found in the artifact. */
  readonly buildInfo: 'embedded' | 'unknown';
  /** SHA-256 (hex) of the snapshot of cache entries that the build used. */
  readonly snapshotDigest?: string;
}

export interface AttestedDimension {
  readonly name: string;
  readonly fingerprint: string;
  readonly components: readonly Component[];
}

/**
 * What an artifact was built from: an in-toto statement (v1) about one file, with provenance by SLSA (v1) that Goshawk's go-build
 * fills in. No time is in it, and no path of a machine: the same build gives the same bytes.
 */
export interface Statement {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly [{ readonly name: string; readonly digest: { readonly sha256: string } }];
  readonly predicateType: typeof PREDICATE_TYPE;
  readonly predicate: {
    readonly buildDefinition: {
      readonly buildType: typeof BUILD_TYPE;
      readonly externalParameters: ExternalParameters;
      readonly internalParameters: InternalParameters;
      readonly resolvedDependencies: readonly ResourceDescriptor[];
    };
    readonly runDetails: {
      readonly builder: { readonly id: string; readonly version: Readonly<Record<string, string>> };
    };
  };
}
