import { fromLine, look, toLine, type LookKey } from './look';
import type { StateLog, States } from './state-log';

/** What was seen, with the states that its paths had just before. */
export class Look {
  /** Whether compute asked for it. */
  isAsked = false;

  private constructor(
    private readonly log: States,
    /** Where among the states its own begin. */
    private readonly at: number,
    /** How many numbers its states are. */
    readonly length: number,
    private text: string | undefined,
    private seen: unknown,
    private isParsed: boolean,
  ) {}

  /** @param line the value as in toLine() */
  static recorded(log: States, at: number, length: number, line: string): Look {
    return new Look(log, at, length, line, undefined, false);
  }

  static now(root: string, key: LookKey, log: StateLog): Look {
    const at = log.end;
    const value = look(root, key, log);
    return new Look(log, at, log.end - at, undefined, value, true);
  }

  get states(): Float64Array {
    return this.log.values.subarray(this.at, this.at + this.length);
  }

  get value(): unknown {
    if (!this.isParsed) {
      this.seen = fromLine(this.text ?? '');
      this.isParsed = true;
    }
    return this.seen;
  }

  /** The value as in toLine(). */
  get line(): string {
    return (this.text ??= toLine(this.seen));
  }
}
