import { fromLine, look, toLine, type View } from './look';
import { STATE_LENGTH } from './path-state';

/** What was seen of a path, with the state that it had just before. */
export class Look {
  /** Whether compute asked for it. */
  isAsked = false;

  private constructor(
    readonly states: Float64Array,
    /** Where in `states` its own begins. */
    readonly at: number,
    private text: string | undefined,
    private seen: unknown,
    private isParsed: boolean,
  ) {}

  static ofLine(states: Float64Array, at: number, line: string): Look {
    return new Look(states, at, line, undefined, false);
  }

  static ofValue(states: Float64Array, at: number, value: unknown): Look {
    return new Look(states, at, undefined, value, true);
  }

  static now(view: View, path: string): Look {
    const states = new Float64Array(STATE_LENGTH);
    return Look.ofValue(states, 0, look(view, path, states, 0));
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
