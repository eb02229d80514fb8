/** A module as a program names it. */
export interface BuildModule {
  readonly path: string;
  /** `(devel)` for one that is built from a directory, without a version of its own. */
  readonly version: string;
  /** `h1:…` as in go.sum; '' where Go knows none: main modules, directories, vendored modules. */
  readonly sum: string;
  /** What replaces it; its path is a directory where go.mod says so. */
  readonly replace?: BuildModule;
}

/** What Go embeds in a program about how it was built (runtime/debug.BuildInfo). */
export interface BuildInfo {
  /** `go1.26.0`, with `-X:…` or ` X:…` behind it under experiments. */
  readonly goVersion: string;
  /** Import path of the main package; '' for a program that was built without modules. */
  readonly path: string;
  readonly main: BuildModule | undefined;
  readonly deps: readonly BuildModule[];
  /** `GOOS`, `CGO_ENABLED`, `-tags`, `-race`, `vcs.revision` … What is off or empty is mostly left out. */
  readonly settings: ReadonlyMap<string, string>;
}
