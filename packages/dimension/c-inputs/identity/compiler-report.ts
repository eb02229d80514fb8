import { delimiter } from 'node:path';

/** What a compiler driver says about itself on `-v -E`. */
export interface CompilerReport {
  /** Programs and files that it names: the driver behind a wrapper, cc1, specs and configuration files. */
  readonly files: readonly string[];
  /** Directories in which it looks for the tools behind it. */
  readonly toolDirectories: readonly string[];
  /** The line that names the version, '' if none does. */
  readonly version: string;
}

/** Reads the standard error of `gcc -v -E` or `clang -v -E` under LC_ALL=C. */
export function parseCompilerReport(stderr: string): CompilerReport {
  const lines = stderr.split(/\r?\n/);
  const first = (expression: RegExp) =>
    lines.map((line) => expression.exec(line)?.[1]).find((found) => found !== undefined);
  const all = (expression: RegExp) => lines.flatMap((line) => expression.exec(line)?.[1] ?? []);
  return {
    files: [
      ...all(/^COLLECT_GCC=(.+)$/),
      ...all(/^COLLECT_LTO_WRAPPER=(.+)$/),
      ...all(/^Reading specs from (.+)$/),
      ...all(/^Configuration file: (.+)$/),
      // The compiler proper: clang quotes it, gcc does not.
      ...all(/^ "([^"]+)" -cc1 /),
      ...all(/^ (\/.*?\/(?:cc1|cc1plus|f951)) /),
    ],
    toolDirectories: (first(/^COMPILER_PATH=(.*)$/) ?? '')
      .split(delimiter)
      .filter((directory) => directory !== ''),
    version: (first(/^(.*\bversion \d.*)$/) ?? '').trim(),
  };
}
