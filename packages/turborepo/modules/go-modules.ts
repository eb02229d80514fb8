import type { GraphFault } from '../../graph';

/** A package of a module, as other packages name it. */
export interface PackageReference {
  /** Directory of the module, relative to the workspace root. */
  readonly module: string;
  /** Relative to the module; '.' for its own. */
  readonly directory: string;
}

/** What the build of a package, or its tests in addition, read. */
export interface ReadFiles {
  /** Patterns of Turborepo, relative to the module or beginning with `$TURBO_ROOT$/`. */
  readonly inputs: readonly string[];
  /** Packages of modules that Turborepo knows, which are directly imported. */
  readonly imports: readonly PackageReference[];
}

export interface TurboGoPackage {
  /** Relative to the module; '.' for its own. */
  readonly directory: string;
  readonly build: ReadFiles;
  readonly test: ReadFiles;
  readonly isProgram: boolean;
  readonly hasTests: boolean;
}

/** A Go module as Turborepo has to know it. */
export interface TurboGoModule {
  /** Relative to the workspace root, with `/`. */
  readonly directory: string;
  /** Module path. */
  readonly path: string;
  /** Directory of the go.work, or of the module where there is none. */
  readonly group: string;
  /** The go.work and its sums, relative to the workspace root; empty where there is none inside of it. */
  readonly goWork: readonly string[];
  readonly packages: readonly TurboGoPackage[];
}

/** The Go modules of a workspace, and what keeps a part of them from being known. */
export interface TurboGoModules {
  readonly modules: readonly TurboGoModule[];
  /** Whether there is a module at the root itself, which is no package to Turborepo. */
  readonly hasRootModule: boolean;
  readonly faults: readonly GraphFault[];
}
