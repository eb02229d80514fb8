/** What depends on what in a workspace. All directories are relative to its root with `/`, '.' for the root. */
export interface ObservedGraph {
  /** Imports between package directories inside the workspace; a pair that is a build edge is not listed as test again. */
  readonly edges: readonly ObservedEdge[];
  /** Of each package directory of a main module. */
  readonly closures: ReadonlyMap<string, ObservedClosure>;
  /** Modules outside the workspace that a package directory imports directly. */
  readonly external: readonly { readonly from: string; readonly module: string }[];
}

export interface ObservedEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'build' | 'test';
}

export interface ObservedClosure {
  /** Package directories inside the workspace that the build reads, its own among them. */
  readonly build: readonly string[];
  /** What the tests read in addition. */
  readonly test: readonly string[];
}
