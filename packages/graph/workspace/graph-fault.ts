/** Something in the workspace that keeps a part of the graph from being known. */
export interface GraphFault {
  /** Relative to the workspace root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong, as a clause without a full stop. */
  readonly message: string;
  /** What the reader does about it, as a sentence; absent where the message says it. */
  readonly next?: string;
}
