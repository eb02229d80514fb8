/** What a workspace can choose about its Go projects. */
export interface ProjectOptions {
  /**
   * Whether the programs of a module with several are projects of their own: in all modules, in none, or in the modules whose
   * directories or paths are listed. Unset: in a module at the workspace root.
   */
  readonly projectPerMain?: boolean | readonly string[];
  readonly projectNames?: ProjectNames;
  /** Tasks that make files which no other place says the origin of: `project:target` by path from the workspace root. */
  readonly generated?: Readonly<Record<string, string>>;
}

export interface ProjectNames {
  /** `import-path` (default): the path of the module or program. `directory`: its directory in the workspace. */
  readonly from?: 'import-path' | 'directory';
  /** Taken off the beginning of import paths, as whole elements. */
  readonly stripPrefix?: string;
}
