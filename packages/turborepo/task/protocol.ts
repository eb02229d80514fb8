/** What a task asks of the `goshawk turbo run` that runs it: one line of JSON. */
export interface TaskRequest {
  readonly kind: string;
  readonly args: readonly string[];
  /** Absolute directory of the module. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What it is told, a line of JSON each: text to print, and at the end what to exit with. */
export type TaskReply = { readonly output: string } | { readonly exitCode: number };
