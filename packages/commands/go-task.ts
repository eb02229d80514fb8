import type { Dimension } from '../dimension';
import type { Env } from '../toolchain';
import type { CachePolicy } from './cache-policy';

/** One task of a task runner, or one call of the command line: what to run where, with which options. */
export interface GoTask<Options> {
  /** `project:target[:configuration]`, or a name of the caller's. */
  readonly id: string;
  readonly workspaceRoot: string;
  /** Absolute directory for Goshawk's own files, on the file system of the workspace and ignored by git. */
  readonly stateDirectory: string;
  /** Absolute directory of the project. */
  readonly projectRoot: string;
  /** The whole environment of the task, dotenv files applied. */
  readonly env: Env;
  readonly options: Options;
  /** Paths, relative to the workspace root, that the task runner stores; undefined where it stores nothing. */
  readonly declaredOutputs?: readonly string[];
  /** What becomes of wrong entries of Go's cache; `repair` where unset. */
  readonly cachePolicy?: CachePolicy;
}

/** What came of a task. */
export interface TaskOutcome {
  readonly id: string;
  readonly success: boolean;
  /** Everything that the task has to say, its closing line last. */
  readonly output: string;
  /** The end of `output` that no stream carried, where the rest was streamed. */
  readonly unstreamed?: string;
  /** What the program of a `go-run` ended with. */
  readonly exitCode?: number;
  /** Unix milliseconds. */
  readonly startTime: number;
  readonly endTime: number;
}

/** A task with the dimension that it runs in. */
export interface PreparedTask<Options> extends GoTask<Options> {
  readonly go: string;
  /** Directory in which the go command runs: that of go.work or go.mod. */
  readonly cwd: string;
  /** Of its go commands: the task's, with what options say, without what the task runner says of the task. */
  readonly goEnvironment: Env;
  readonly flags: readonly string[];
  readonly dimension: Dimension;
}

/** Takes what the go commands of a task print, as it comes. */
export type OutputSink = (taskId: string, chunk: string) => void;
