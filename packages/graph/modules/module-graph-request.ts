import type { GoModFile, GoWorkFile } from '../../toolchain';

/** A module of the workspace. */
export interface MainModule {
  readonly path: string;
  /** Where its go.mod is; relative or absolute, as all directories that are asked for and answered. With `/`. */
  readonly directory: string;
  readonly file: GoModFile;
}

export interface WorkspaceFile {
  /** Where the go.work is. */
  readonly directory: string;
  readonly file: GoWorkFile;
}

export interface ModuleGraphRequest {
  /** Those of the go.work, in its order; the one module without. */
  readonly mains: readonly MainModule[];
  /** Absent without a go.work. */
  readonly workspace?: WorkspaceFile;
  /** The go.mod of a dependency; undefined if it is not in the module cache. */
  readonly readMod: (path: string, version: string) => GoModFile | undefined;
  /** The go.mod of a directory that replaces a module; undefined if there is none. */
  readonly readDirectory: (directory: string) => GoModFile | undefined;
  /** Of go.work.sum and go.sum files, the first that knows a module counts. */
  readonly sums: readonly ReadonlyMap<string, string>[];
}

/** A module that lies in a directory. */
export interface LocalModule {
  readonly directory: string;
}
