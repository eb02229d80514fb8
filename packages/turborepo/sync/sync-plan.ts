/** What has to be written so that Turborepo knows what the Go graph says. */
export interface SyncPlan {
  /** Absolute. */
  readonly root: string;
  readonly changes: readonly FileChange[];
  /** What only a person can do. */
  readonly notes: readonly string[];
}

export interface FileChange {
  /** Relative to the root, with `/`. */
  readonly file: string;
  /** The new content; undefined where the file goes. */
  readonly text: string | undefined;
  readonly action: 'create' | 'update' | 'remove';
}
