import { types } from 'node:util';

const { isNativeError } = types;

export type FailureExitCode = 1 | 2 | 3;

export interface GoshawkErrorDetails {
  /** Stable, kebab-case: scripts and tests compare it. */
  code: string;
  /** What happened, to what. One sentence. */
  message: string;
  /** What the reader does next. One sentence. */
  next: string;
  /** 1 the work failed (default), 2 usage, 3 findings. */
  exitCode?: FailureExitCode | undefined;
  cause?: unknown;
}

/** A failure that is known and explained: printed without a stack. */
export class GoshawkError extends Error {
  readonly code: string;
  readonly next: string;
  readonly exitCode: FailureExitCode;

  constructor({ code, message, next, exitCode = 1, cause }: GoshawkErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.next = next;
    this.exitCode = exitCode;
  }
}

/** The command line or an option is wrong: exit code 2. */
export class UsageError extends GoshawkError {
  constructor(details: Omit<GoshawkErrorDetails, 'exitCode'>) {
    super({ ...details, exitCode: 2 });
  }
}

/** What to print for an error: known ones as message, code and next step, unknown ones with their stack. */
export function formatError(error: unknown): string {
  if (error instanceof GoshawkError) return `${error.message} [${error.code}]\n  ${error.next}`;
  if (isNativeError(error)) return error.stack ?? `${error.name}: ${error.message}`;
  return String(error);
}

/** The code of a Node system error (`ENOENT`, `EPERM`…), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  // Not `instanceof`: errors of Node itself come from another realm under a test runner or in a VM context.
  if (!isNativeError(error) || !('errno' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
