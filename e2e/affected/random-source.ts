/** Numbers that look like chance and are the same for one seed. */
export class RandomSource {
  constructor(private state: number) {}

  /** A number from 0, below a limit. */
  below(limit: number): number {
    // A linear congruential generator (Numerical Recipes), of which the upper bits are the better ones.
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  /** At most so many different values, in no order. */
  some<T>(values: readonly T[], most: number): T[] {
    const chosen = new Set<T>();
    for (let count = 0; count < most && values.length > 0; count++) {
      chosen.add(values[this.below(values.length)] as T);
    }
    return [...chosen];
  }
}
