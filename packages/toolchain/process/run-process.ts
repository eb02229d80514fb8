import { constants } from 'node:os';
import type { Options } from 'execa';
import { GoshawkError, systemErrorCode, type Env } from '../../support';
import { collectOutput } from './collect-output';
import { guardTree } from './guard-tree';
import { loadExeca } from './load-execa';

export interface ProcessRequest {
  /** Absolute path, or a name that is looked up in the PATH of `env`. */
  file: string;
  /** Handed over as they are: there is never a shell between. */
  args: readonly string[];
  cwd: string;
  /** The whole environment: nothing of process.env is added. */
  env: Env;
  /** Standard input; without it the process reads an empty one ('capture') or ours ('inherit'). */
  input?: string | undefined;
  /** 'capture' (default) collects output; 'inherit' lets the process use our terminal and collects nothing. */
  stdio?: 'capture' | 'inherit' | undefined;
  onStdout?: ((chunk: string) => void) | undefined;
  onStderr?: ((chunk: string) => void) | undefined;
  /** Ends the whole process tree, as SIGTERM would. */
  signal?: AbortSignal | undefined;
}

export interface ProcessResult {
  /** What the process exited with; 128 + n when signal n ended it, as shells say it. */
  exitCode: number;
  /** The signal that ended the process, if one did. */
  signal?: NodeJS.Signals | undefined;
  /** The signal that reached us and was passed on (SIGTERM for an abort). The process may still have exited by itself. */
  stoppedBy?: NodeJS.Signals | undefined;
  stdout: string;
  stderr: string;
  milliseconds: number;
}

/**
 * Runs a process and waits for it. A failing exit is a value. SIGINT, SIGTERM and SIGHUP that reach us meanwhile end its
 * whole process tree; what happens then is the caller's decision (see `stoppedBy`).
 * @throws GoshawkError process-not-started
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  const { execa } = await loadExeca();
  if (request.signal?.aborted === true) return abortedBeforeStart();
  const started = performance.now();
  const ownGroup = process.platform !== 'win32' && !usesTerminal(request);
  const child = execa(request.file, request.args, toOptions(request, ownGroup));
  const stdout = collectOutput(child.stdout, request.onStdout);
  const stderr = collectOutput(child.stderr, request.onStderr);
  const guard =
    child.pid === undefined
      ? undefined
      : guardTree(child.pid, ownGroup ? 'group' : 'descendants', request.signal);
  const ended = await child;
  const stoppedBy = await guard?.release();

  if (ended.exitCode === undefined && ended.signal === undefined) throw notStarted(request, ended);
  return {
    exitCode: ended.exitCode ?? signalExitCode(ended.signal),
    signal: ended.signal,
    stoppedBy,
    stdout: stdout(),
    stderr: stderr(),
    milliseconds: performance.now() - started,
  };
}

function toOptions({ cwd, env, input, stdio }: ProcessRequest, ownGroup: boolean) {
  const output = stdio === 'inherit' ? 'inherit' : 'pipe';
  return {
    cwd,
    env: Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    extendEnv: false,
    ...(input === undefined ? { stdin: stdio === 'inherit' ? 'inherit' : 'ignore' } : { input }),
    stdout: output,
    stderr: output,
    buffer: false, // Collected by us, without execa's limit.
    reject: false,
    cleanup: false, // It would end the one process; the guard ends the tree.
    detached: ownGroup,
    windowsHide: true,
  } as const satisfies Options;
}

/** A process outside the terminal's foreground group is stopped by SIGTTIN when it reads: such a one stays in our group. */
function usesTerminal({ stdio }: ProcessRequest): boolean {
  return stdio === 'inherit' && process.stdin.isTTY;
}

function signalExitCode(signal: NodeJS.Signals | undefined): number {
  return 128 + (signal === undefined ? 0 : constants.signals[signal]);
}

function abortedBeforeStart(): ProcessResult {
  const exitCode = signalExitCode('SIGTERM');
  return { exitCode, signal: 'SIGTERM', stoppedBy: 'SIGTERM', stdout: '', stderr: '', milliseconds: 0 };
}

function notStarted(
  { file, cwd }: ProcessRequest,
  ended: { code?: string; originalMessage?: string; cause?: unknown },
) {
  const reason = ended.code ?? systemErrorCode(ended.cause) ?? ended.originalMessage ?? 'unknown reason';
  return new GoshawkError({
    code: 'process-not-started',
    message: `${file} could not be started in ${cwd} (${reason}).`,
    next: 'Check that the program exists and may be executed, and that the directory exists.',
    cause: ended.cause,
  });
}
