import type { GoFlag } from './read-flag';

/** The arguments after a verb of the go command, taken apart. */
export interface GoArguments {
  /** Flags of the verb, in the order given. */
  flags: readonly GoFlag[];
  /** Everything else: packages and files, then arguments of the program or test, with a -args or -- before them. */
  rest: readonly string[];
  packages: readonly string[];
  /** What the program of `go run` or the test binary gets, besides the flags that `go test` passes on itself. */
  programArguments: readonly string[];
}
