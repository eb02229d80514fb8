import { setTimeout as sleep } from 'node:timers/promises';
import { isGroupAlive, signalTree, type ProcessTree } from './process-tree';

/** How long a tree may take to end by itself after a signal before it is killed. */
const GRACE_MILLISECONDS = 5_000;
/** Ctrl-C reaches us from the terminal and again from a parent that forwards it: both within a moment are one. */
const SAME_REQUEST_MILLISECONDS = 250;
const POLL_MILLISECONDS = 10;

/** A process tree that is under way, and how it is ended: first asked, then killed. */
export class RunningTree {
  /** The first signal that was to end the tree. */
  stoppedBy: NodeJS.Signals | undefined;
  private stoppedAt = 0;
  private killTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly tree: ProcessTree,
    private readonly graceMilliseconds = GRACE_MILLISECONDS,
  ) {}

  /** Asks the tree to end; kills it after the grace period, and at once when asked a second time. */
  stop(signal: NodeJS.Signals): void {
    const now = performance.now();
    if (this.stoppedBy === undefined) {
      this.stoppedBy = signal;
      this.stoppedAt = now;
      this.killTimer = setTimeout(() => this.kill(), this.graceMilliseconds);
      if (!this.hearsTerminal(signal)) signalTree(this.tree, signal);
    } else if (now - this.stoppedAt > SAME_REQUEST_MILLISECONDS) {
      this.kill();
    }
  }

  kill(): void {
    signalTree(this.tree, 'SIGKILL');
  }

  /** Call when the root has ended: waits, for a stopped tree, until the processes below it have ended too. */
  async finish(): Promise<void> {
    if (this.stoppedBy !== undefined) await this.waitForRest();
    clearTimeout(this.killTimer);
  }

  private async waitForRest(): Promise<void> {
    // Orphans that are zombies count as alive until somebody reaps them, which in a container may be never.
    const limit = performance.now() + this.graceMilliseconds + 1_000;
    while (isGroupAlive(this.tree) && performance.now() < limit) await sleep(POLL_MILLISECONDS);
  }

  /** The terminal itself sends SIGINT to every process of the foreground group; a second one would end `go run`'s program. */
  private hearsTerminal(signal: NodeJS.Signals): boolean {
    return signal === 'SIGINT' && this.tree.kind === 'descendants' && process.platform !== 'win32';
  }
}
