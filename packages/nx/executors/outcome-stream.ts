import type { TaskOutcome } from '../../commands';

/** What Nx wants of a task of a batch. */
export interface BatchResult {
  readonly task: string;
  readonly result: {
    readonly success: boolean;
    readonly terminalOutput: string;
    readonly startTime: number;
    readonly endTime: number;
  };
}

/** Outcomes on their way from the commands to Nx, in the order in which they come. */
export class OutcomeStream {
  private readonly waiting: TaskOutcome[] = [];
  private wake: () => void = () => undefined;

  push(outcome: TaskOutcome): void {
    this.waiting.push(outcome);
    this.wake();
  }

  /** Yields outcomes while `work` runs, and what is left after it; an error of `work` ends the stream with it. */
  async *during(work: () => Promise<void>): AsyncGenerator<BatchResult, void> {
    let running = true;
    const finished = work().finally(() => {
      running = false;
      this.wake();
    });
    // The error reaches the caller at the await below; until then it must not count as unhandled.
    finished.catch(() => undefined);
    for (;;) {
      const outcome = this.waiting.shift();
      if (outcome !== undefined) yield toResult(outcome);
      else if (running) await new Promise<void>((resolve) => (this.wake = resolve));
      else break;
    }
    await finished;
  }
}

function toResult({ id, success, output, startTime, endTime }: TaskOutcome): BatchResult {
  return { task: id, result: { success, terminalOutput: output, startTime, endTime } };
}
