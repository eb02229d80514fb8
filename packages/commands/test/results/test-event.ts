/** An event of `go test -json` (`go doc test2json`), or of `go build -json`, which Go 1.24 and newer mix in. */
export interface TestEvent {
  readonly Action: string;
  /** RFC 3339. */
  readonly Time?: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Output?: string;
  /** Seconds. */
  readonly Elapsed?: number;
  readonly FailedBuild?: string;
  /** Of build events: the package, with its test variant. */
  readonly ImportPath?: string;
}
