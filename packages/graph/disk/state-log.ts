import type { Stats } from 'node:fs';
import { STATE_LENGTH, writeState } from '../../support';

/** States of paths, one behind the other. */
export interface States {
  /** STATE_LENGTH numbers a path. */
  readonly values: Float64Array;
}

/** States in the order in which paths were looked at. */
export class StateLog implements States {
  values = new Float64Array(64 * STATE_LENGTH);
  /** Where in `values` the next one begins. */
  end = 0;

  /** @param stats of what is at a path; undefined where there is nothing */
  add(stats: Stats | undefined): void {
    writeState(stats, this.values, this.next());
  }

  /** Of what the system does not show: a state that equals none, itself included. */
  addRefused(): void {
    const at = this.next();
    this.values.fill(Number.NaN, at, at + STATE_LENGTH);
  }

  /** What came last is not to be trusted. */
  refuseLast(): void {
    this.end -= STATE_LENGTH;
    this.addRefused();
  }

  private next(): number {
    const at = this.end;
    this.end += STATE_LENGTH;
    if (this.end > this.values.length) {
      const grown = new Float64Array(2 * this.values.length);
      grown.set(this.values);
      this.values = grown;
    }
    return at;
  }
}
