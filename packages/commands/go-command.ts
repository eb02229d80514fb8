import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  closuresOf,
  dependencyRecording,
  openDimension,
  withoutGoIndex,
  writeOverlay,
  type CInputs,
  type Dimension,
} from '../dimension';
import { runProcess, type Env, type ProcessResult } from '../toolchain';

/** The environment and flags with which a go command runs in its dimension. */
export interface DimensionCommand {
  readonly go: string;
  readonly cwd: string;
  readonly env: Env;
  /** Flags to put before those of the caller. */
  readonly flags: readonly string[];
  readonly closures: readonly CInputs[];
  /** Where the C compilers write what they read. */
  readonly headerLog?: string;
  /** The user's GOCACHEPROG, which would bypass the dimension's cache and was left out. */
  readonly clearedHelper?: string;
}

export interface CommandRequest {
  readonly go: string;
  readonly cwd: string;
  readonly env: Env;
  readonly dimension: Dimension;
  /** Packages of the workspace that the command reads, as indexes into the dimension's listing. */
  readonly packages: readonly number[];
  /** Directory for the command's own files. */
  readonly scratch: string;
}

/** Opens the dimension and puts the C inputs of the packages into Go's own key. */
export async function dimensionCommand(request: CommandRequest): Promise<DimensionCommand> {
  const { dimension, cwd, go, scratch } = request;
  openDimension(dimension);
  const closures = await closuresOf(dimension, request.packages);
  const overlay = writeOverlay(dimension, closures);
  const base: Record<string, string | undefined> = {
    ...(dimension.listing.distrustIndex ? withoutGoIndex(request.env) : request.env),
    GOCACHE: dimension.gocache,
    // A helper of the user's would bypass the dimension's cache.
    GOCACHEPROG: '',
  };
  const recording = dependencyRecording(join(scratch, 'headers'));
  // A recording of the user's own is left to them.
  const isFree = Object.keys(recording).every((name) => base[name] === undefined);
  const headerLog = dimension.goEnv.CGO_ENABLED === '1' && isFree ? join(scratch, 'headers') : undefined;
  if (headerLog !== undefined) Object.assign(base, recording);
  const flags = overlay === undefined ? [] : [`-overlay=${overlay}`];
  const helper = dimension.goEnv.GOCACHEPROG;
  return {
    go,
    cwd,
    env: base,
    flags,
    closures,
    headerLog,
    clearedHelper: helper === '' ? undefined : helper,
  };
}

/** Makes a directory for one command's own files and removes it afterwards, whatever happens. */
export async function withScratch<T>(work: (directory: string) => Promise<T>): Promise<T> {
  mkdirSync(tmpdir(), { recursive: true });
  const directory = mkdtempSync(join(tmpdir(), 'goshawk-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Runs a go command in its dimension. */
export function runGoCommand(
  command: DimensionCommand,
  args: readonly string[],
  onOutput: (chunk: string) => void,
): Promise<ProcessResult> {
  const { go, cwd, env } = command;
  return runProcess({ file: go, args: [...args], cwd, env, onStdout: onOutput, onStderr: onOutput });
}
