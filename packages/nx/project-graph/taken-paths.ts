import { groupBy } from '../../support';
import { isAtOrBeneath, parentOf, type FileSelection, type FileTree, type GoFilesOf } from '../../graph';

/** What selections take together: it tells whether an exclusion would take something away. */
export class TakenPaths {
  /** Where files and directories are taken, and all directories above. */
  private readonly above = new Set<string>();
  private readonly goFiles: ReadonlyMap<string, readonly GoFilesOf[]>;
  private readonly tests: ReadonlySet<string>;
  private readonly trees: ReadonlyMap<string, readonly FileTree[]>;

  constructor(selections: readonly FileSelection[]) {
    const trees = selections.flatMap((one) => one.trees);
    const goFiles = selections.flatMap((one) => one.goFilesOf);
    const tests = selections.flatMap((one) => one.testFilesOf);
    for (const { directory } of [...trees, ...goFiles]) this.addAbove(directory);
    for (const path of [...tests, ...selections.flatMap((one) => one.files)]) this.addAbove(path);
    this.goFiles = groupBy(goFiles, ({ directory }) => directory);
    this.tests = new Set(tests);
    this.trees = groupBy(trees, ({ directory }) => directory);
  }

  /** Whether a path is taken, or anything beneath it. */
  hasAt(path: string): boolean {
    return this.above.has(path) || this.hasGoFile(path) || this.isInTree(path);
  }

  private hasGoFile(path: string): boolean {
    if (!path.endsWith('.go')) return false;
    const directory = parentOf(path);
    if (path.endsWith('_test.go')) return this.tests.has(directory);
    const name = path.slice(path.lastIndexOf('/') + 1);
    return this.goFiles.get(directory)?.some(({ without }) => !without.includes(name)) === true;
  }

  private isInTree(path: string): boolean {
    for (let at = path; ; at = parentOf(at)) {
      const trees = this.trees.get(at) ?? [];
      if (trees.some(({ without }) => !without.some((left) => isAtOrBeneath(path, left)))) return true;
      if (at === '.' || at.startsWith('..')) return false;
    }
  }

  private addAbove(path: string): void {
    for (let at = path; !this.above.has(at); at = parentOf(at)) {
      this.above.add(at);
      if (at === '.' || at.startsWith('..')) return;
    }
  }
}
