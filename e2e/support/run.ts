import { spawn } from 'node:child_process';
import { hasCode } from './error-code';

export type Env = Readonly<Record<string, string | undefined>>;

export interface RunOptions {
  readonly cwd: string;
  readonly env: Env;
  /** Whole process group is killed after so many seconds. */
  readonly seconds?: number;
}

export interface RunResult {
  /** -1 when a signal ended the process. */
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

/** A process that goes on while the test does something else. */
export interface Running {
  readonly pid: number;
  readonly done: Promise<RunResult>;
  output(): string;
  /** Sends a signal to the process group, as a terminal does. */
  signalGroup(signal: NodeJS.Signals): void;
}

/** Runs a command to its end; a failing exit is a value, a command that cannot be started is an error. */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return start(file, args, options).done;
}

/** Starts a command as the leader of a process group of its own. */
export function start(file: string, args: readonly string[], options: RunOptions): Running {
  const windows = process.platform === 'win32';
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !windows,
    // npm's commands are .cmd files there, and Node starts those through a shell only.
    shell: windows && !file.endsWith('.exe'),
  });
  const streams = { stdout: '', stderr: '', output: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      streams[name] += chunk;
      streams.output += chunk;
    });
  }
  const pid = child.pid ?? 0;
  const signalGroup = (signal: NodeJS.Signals): void => sendToGroup(pid, signal);
  const timer = setTimeout(
    () => {
      streams.output += `\n[killed by the test after ${options.seconds ?? 240} s]\n`;
      signalGroup('SIGKILL');
    },
    (options.seconds ?? 240) * 1000,
  );
  const done = new Promise<RunResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ exitCode: code ?? -1, signal: signal ?? undefined, ...streams }),
    );
  }).finally(() => clearTimeout(timer));
  return { pid, done, output: () => streams.output, signalGroup };
}

function sendToGroup(pid: number, signal: NodeJS.Signals): void {
  if (pid === 0) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    // The group has ended meanwhile.
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
