import { isAtOrBeneath, parentOf } from '../workspace/workspace-path';

/** Directories that are roots of projects, whatever their language. */
export class ProjectRoots {
  private readonly above = new Set<string>();

  constructor(private readonly roots: ReadonlySet<string>) {
    for (const root of roots) {
      for (let at = root; at !== '.' && !at.startsWith('..');) {
        at = parentOf(at);
        if (this.above.has(at)) break;
        this.above.add(at);
      }
    }
  }

  /** The deepest root at or above a directory or file. */
  ownerOf(path: string): string | undefined {
    for (let at = path; !at.startsWith('..'); at = parentOf(at)) {
      if (this.roots.has(at)) return at;
    }
    return undefined;
  }

  /** The roots beneath a directory. */
  beneath(directory: string): string[] {
    if (!this.hasBeneath(directory)) return [];
    return [...this.roots].filter((root) => root !== directory && isAtOrBeneath(root, directory));
  }

  /** Whether a root lies beneath a directory. */
  hasBeneath(directory: string): boolean {
    return this.above.has(directory);
  }
}
