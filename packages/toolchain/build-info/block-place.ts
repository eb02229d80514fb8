/** The part of a program in which Go's linker puts the block with build information. */
export interface BlockPlace {
  /** Where it begins in the file. */
  readonly offset: number;
  /** Bytes to search. */
  readonly size: number;
  /** Where it begins in memory; the block is aligned there. */
  readonly address: number;
}
