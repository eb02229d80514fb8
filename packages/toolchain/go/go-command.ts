import { GoshawkError, type Env } from '../../support';
import { runProcess } from '../process/run-process';

export interface GoQuestion {
  /** Absolute path of the go command. */
  go: string;
  cwd: string;
  env: Env;
  args: readonly string[];
  /** Code and subject of the error when Go cannot answer. */
  failure: { code: string; what: string };
  signal?: AbortSignal | undefined;
}

/**
 * What a go command that only reads prints to stdout.
 * @throws GoshawkError with Go's own words when it fails
 */
export async function askGo({ go, cwd, env, args, failure, signal }: GoQuestion): Promise<string> {
  const result = await runProcess({ file: go, args, cwd, env, signal });
  if (result.exitCode === 0) return result.stdout;
  if (result.stoppedBy !== undefined) {
    throw new GoshawkError({
      code: 'interrupted',
      message: `${failure.what} was interrupted by ${result.stoppedBy}.`,
      next: 'Run again.',
    });
  }
  const words = result.stderr.trim() || result.stdout.trim() || `exit code ${result.exitCode} without a word`;
  throw new GoshawkError({
    code: failure.code,
    message: `${failure.what} failed in ${cwd}: ${words}`,
    next: 'Correct what Go complains about.',
  });
}
