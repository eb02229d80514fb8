/** A module, or one version of it. */
export interface ModuleVersion {
  readonly path: string;
  /** Such as `v1.2.3`; '' where none is given. */
  readonly version: string;
}

export interface Requirement extends ModuleVersion {
  readonly isIndirect: boolean;
  /** From 1. */
  readonly line: number;
}

/** `replace old => new`. */
export interface Replacement {
  /** Version '' stands for all. */
  readonly old: ModuleVersion;
  /** Version '' means that `path` is a directory, as written. */
  readonly new: ModuleVersion;
  readonly line: number;
}

/** What go.mod and go.work have in common. */
export interface CommonDirectives {
  /** The `go` line, such as `1.24.1`; absent where there is none. */
  readonly go?: string;
  readonly toolchain?: string;
  readonly godebug: readonly { readonly key: string; readonly value: string }[];
  readonly replace: readonly Replacement[];
}

/** A go.mod (golang.org/x/mod/modfile: File). */
export interface GoModFile extends CommonDirectives {
  /** Module path; absent where there is no module line. */
  readonly module?: string;
  readonly require: readonly Requirement[];
  readonly exclude: readonly ModuleVersion[];
  /** Paths as written: `./dir` relative to the module, `dir` at any depth. */
  readonly ignore: readonly string[];
  /** Import paths. */
  readonly tool: readonly string[];
}

/** A go.work (golang.org/x/mod/modfile: WorkFile). */
export interface GoWorkFile extends CommonDirectives {
  /** Directories as written. */
  readonly use: readonly { readonly path: string; readonly line: number }[];
}

/** A line of a go.mod or go.work that the go command would refuse. */
export interface ModFileFault {
  /** From 1. */
  readonly line: number;
  /** A clause without a full stop. */
  readonly message: string;
}
