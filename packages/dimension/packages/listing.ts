import type { CgoPackage } from '../c-inputs';

/** A package outside GOROOT and GOMODCACHE: its files can change at any time, and an overlay can add to it. */
export interface WorkspacePackage {
  readonly importPath: string;
  readonly dir: string;
  /** Package name: `main` for a program. */
  readonly name: string;
  readonly modulePath: string;
  readonly hasTests: boolean;
  /** Files that it or its tests embed, relative to `dir`. */
  readonly embedFiles: readonly string[];
  /** Names in `dir` that are symbolic links: a task runner hashes where they point, and not what lies there. */
  readonly links: readonly string[];
  /** Why the go command cannot load it or something that it imports, in the go command's words. */
  readonly errors: readonly string[];
  /** Indexes into `Listing.packages` of what a build reads, itself included. */
  readonly buildDeps: readonly number[];
  /** The same for its tests. */
  readonly testDeps: readonly number[];
}

/** What `go list -deps -test` says of every package of the main modules, reduced to what a build needs to know. */
export interface Listing {
  readonly packages: readonly WorkspacePackage[];
  /** The cgo packages among `packages`. */
  readonly cgo: readonly CgoPackage[];
  /** Cgo packages of GOROOT and GOMODCACHE that the main modules use: no overlay reaches them. */
  readonly outsideCgo: readonly CgoPackage[];
  /** Directories of GOMODCACHE whose packages are used. */
  readonly moduleCacheDirs: readonly string[];
  /** Directories of GOMODCACHE that hold the modules of these packages. */
  readonly moduleCacheRoots: readonly string[];
  /** Main modules: path and directory. */
  readonly modules: readonly { readonly path: string; readonly dir: string }[];
  /** Directories that replace modules, by go.work or the go.mod of a main module; they need not exist. */
  readonly replacedDirs: readonly string[];
  /** Directories, beneath those of `packages`, from which files are embedded. */
  readonly embedDirs: readonly string[];
  /** Import paths that nothing provided: what is watched for their appearance depends on them. */
  readonly missing: readonly string[];
}

/** The listing of a directory without a module. */
export const EMPTY_LISTING: Listing = {
  packages: [],
  cgo: [],
  outsideCgo: [],
  moduleCacheDirs: [],
  moduleCacheRoots: [],
  modules: [],
  replacedDirs: [],
  embedDirs: [],
  missing: [],
};
