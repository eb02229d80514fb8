/** Changed paths, to be asked for by file, directory or tree. */
export class ChangedPaths {
  private readonly sorted: readonly string[];
  private readonly namesByDirectory = new Map<string, string[]>();

  /** @param own paths as git names them, by all paths under which they can be read */
  constructor(private readonly own: ReadonlyMap<string, string>) {
    this.sorted = [...own.keys()].sort();
    for (const path of this.sorted) {
      const slash = path.lastIndexOf('/');
      const directory = slash === -1 ? '.' : path.slice(0, slash);
      const names = this.namesByDirectory.get(directory) ?? [];
      names.push(path.slice(slash + 1));
      this.namesByDirectory.set(directory, names);
    }
  }

  /** The path as git names it, if it changed. */
  at(path: string): string | undefined {
    return this.own.get(path);
  }

  /** Names of what changed right in a directory. */
  namesIn(directory: string): readonly string[] {
    return this.namesByDirectory.get(directory) ?? [];
  }

  /** What changed anywhere beneath a directory. */
  beneath(directory: string): readonly string[] {
    if (directory === '.') return this.sorted.filter((path) => !path.startsWith('../'));
    const [from, to] = [this.firstFrom(`${directory}/`), this.firstFrom(`${directory}0`)];
    return this.sorted.slice(from, to);
  }

  /** `0` is the character behind `/`. */
  private firstFrom(text: string): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
