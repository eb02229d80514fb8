import { digestFile } from '../../support';
import type { ProcessResult } from '../../toolchain';
import type { GoTask } from '../go-task';
import type { RunOptions } from '../options/go-options';
import { RunMemo } from '../run-memo';
import type { ProgramBuild, ProgramBuilder } from './build-program';
import { ChangeWatch } from './change-watch';
import { describeEnd, startProgram } from './start-program';
import { bothPlaces, watchedPlaces } from './watched-places';

/** Takes what is to be told while a program runs. */
export type Notice = (text: string) => void;

/**
 * Runs a program and starts it anew whenever a change makes another program of it, until a signal reaches us. What does not
 * build leaves the old program running.
 */
export async function runWatched(
  task: GoTask<RunOptions>,
  builder: ProgramBuilder,
  first: ProgramBuild,
  tell: Notice,
): Promise<void> {
  const watched = new WatchedProgram(task, tell);
  const changes = new ChangeWatch();
  try {
    let places = await watchedPlaces(first, task.projectRoot);
    changes.follow(places, first.startTime);
    if (first.file !== undefined) watched.start(first.file);
    for (;;) {
      const event = await Promise.race([watched.stopped, changes.next().then(() => 'changed' as const)]);
      if (event !== 'changed') return;
      changes.forget();
      const build = await builder.build(new RunMemo());
      if (build.stoppedBy !== undefined) return;
      tell(build.output);
      if (build.file === undefined)
        tell(
          `goshawk: this does not build; ${watched.isRunning ? 'the program goes on as it was' : 'waiting for a change'}.\n`,
        );
      else if (!(await watched.replaceBy(build.file))) return;
      builder.keepOnly(watched.file);
      const own = await watchedPlaces(build, task.projectRoot);
      places = build.file === undefined ? bothPlaces(places, own) : own;
      changes.follow(places, build.startTime);
    }
  } finally {
    changes.close();
    await watched.end();
  }
}

/** The program that runs at the moment, if one does. */
class WatchedProgram {
  /** Resolves when a signal of the user's ended the program, and is to end us. */
  readonly stopped: Promise<'stopped'>;
  private onStopped: () => void = () => undefined;
  /** The program that was started last. */
  file: string | undefined;
  private digest: string | undefined;
  private running: { readonly ended: Promise<void>; readonly stop: AbortController } | undefined;

  constructor(
    private readonly task: GoTask<RunOptions>,
    private readonly tell: Notice,
  ) {
    this.stopped = new Promise((resolve) => (this.onStopped = () => resolve('stopped')));
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  start(file: string): void {
    this.file = file;
    this.digest = digestFile(file);
    const stop = new AbortController();
    const ended = startProgram(file, this.task, stop.signal).then(
      (result) => this.noteEnd(result, stop.signal.aborted),
      (error: unknown) => this.tell(`goshawk: ${String(error)}\n`),
    );
    this.running = { ended, stop };
  }

  /** Starts another program in place of this one, unless it is the same; false once a signal has ended this one. */
  async replaceBy(file: string): Promise<boolean> {
    if (this.running !== undefined && digestFile(file) === this.digest) return true;
    await this.end();
    if ((await Promise.race([this.stopped, Promise.resolve('going on')])) === 'stopped') return false;
    this.start(file);
    return true;
  }

  async end(): Promise<void> {
    this.running?.stop.abort();
    await this.running?.ended;
  }

  private noteEnd(result: ProcessResult, byUs: boolean): void {
    this.running = undefined;
    if (byUs && result.stoppedBy === 'SIGTERM') return;
    if (result.stoppedBy !== undefined) this.onStopped();
    else this.tell(`goshawk: the program ended with ${describeEnd(result)}; waiting for a change.\n`);
  }
}
