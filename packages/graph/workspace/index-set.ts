/** A set of numbers below a limit, in one bit each. */
export class IndexSet {
  private readonly words: Uint32Array;

  constructor(limit: number) {
    this.words = new Uint32Array((limit + 31) >>> 5);
  }

  add(index: number): void {
    const word = index >>> 5;
    this.words[word] = (this.words[word] ?? 0) | (1 << (index & 31));
  }

  has(index: number): boolean {
    return (((this.words[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
  }

  /** Adds all of another set with the same limit; whether there was anything new in it. */
  addAll(other: IndexSet): boolean {
    const { words } = this;
    let isChanged = false;
    for (let at = 0; at < words.length; at++) {
      const before = words[at] ?? 0;
      const after = (before | (other.words[at] ?? 0)) >>> 0;
      if (after === before) continue;
      words[at] = after;
      isChanged = true;
    }
    return isChanged;
  }

  /** In ascending order. */
  forEach(visit: (index: number) => void): void {
    for (let at = 0; at < this.words.length; at++) {
      for (let word = this.words[at] ?? 0; word !== 0; word &= word - 1) {
        visit(at * 32 + (31 - Math.clz32(word & -word)));
      }
    }
  }

  values(): number[] {
    const all: number[] = [];
    this.forEach((index) => all.push(index));
    return all;
  }
}
