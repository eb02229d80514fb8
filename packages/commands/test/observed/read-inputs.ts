/** What the tests of one package read. */
export interface ReadInputs {
  /** Names of environment variables. */
  readonly env: readonly string[];
  /** Digests by absolute path. */
  readonly files: ReadonlyMap<string, string>;
}
