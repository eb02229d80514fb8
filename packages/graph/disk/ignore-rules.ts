import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { parentOf } from '../workspace/workspace-path';
import { IgnoreFile, type Verdict } from './ignore-file';

/** What rules about ignored files are read from. */
export interface IgnoreSource {
  readonly root: string;
  /** See Views. */
  marks(directory: string): readonly string[];
  text(path: string): string | undefined;
  isDirectory(path: string): boolean;
}

/** Rules that hold in a directory, those of the deepest directory first. */
interface Level {
  readonly nxignore: readonly IgnoreFile[];
  readonly ignore: readonly IgnoreFile[];
  readonly gitignore: readonly IgnoreFile[];
  readonly exclude: readonly IgnoreFile[];
}

const NONE: Level = { nxignore: [], ignore: [], gitignore: [], exclude: [] };
const ALWAYS = new Set(['node_modules', '.git', '.nx']);
const MOST_PARENTS = 64;

/**
 * What git and Nx ignore, as Nx's walker has it (packages/nx/src/native/walker.rs, with the crate `ignore`, whose order of
 * files this is): also without a git repository, and above the workspace up to the repository's root. The user's own
 * core.excludesFile is not read.
 */
export class IgnoreRules {
  private readonly levels = new Map<string, Level>();
  private readonly directories = new Map<string, boolean>();

  constructor(private readonly source: IgnoreSource) {}

  isIgnored(path: string): boolean {
    if (isOutside(path)) return false;
    const known = this.directories.get(path);
    if (known !== undefined) return known;
    if (this.isBelowIgnored(path)) return true;
    if (this.level(parentOf(path)) === NONE) return false;
    const asFile = this.judge(path, path);
    const asDirectory = this.judge(path, `${path}/`);
    return asFile === asDirectory || !this.source.isDirectory(path) ? asFile : asDirectory;
  }

  /** See Disk. Most directories have no rule that could match any of the names. */
  ignoredAmong(directory: string, names: readonly string[]): readonly string[] {
    if (isOutside(directory) && directory !== '.') return [];
    const { nxignore, ignore, gitignore, exclude } = this.level(directory);
    const all = [...nxignore, ...ignore, ...gitignore, ...exclude];
    return names.filter(
      (name) =>
        all.some((file) => file.mayMatchName(name)) &&
        this.isIgnored(directory === '.' ? name : `${directory}/${name}`),
    );
  }

  private isDirectoryIgnored(path: string): boolean {
    if (isOutside(path)) return false;
    let ignored = this.directories.get(path);
    if (ignored === undefined) {
      ignored = this.isBelowIgnored(path) || this.judge(path, `${path}/`);
      this.directories.set(path, ignored);
    }
    return ignored;
  }

  private isBelowIgnored(path: string): boolean {
    return isAlwaysIgnored(path) || this.isDirectoryIgnored(parentOf(path));
  }

  private judge(path: string, subject: string): boolean {
    const { nxignore, ignore, gitignore, exclude } = this.level(parentOf(path));
    for (const files of [nxignore, ignore, gitignore, exclude]) {
      for (const file of files) {
        const verdict: Verdict = file.judge(subject);
        if (verdict !== 'unknown') return verdict === 'ignored';
      }
    }
    return false;
  }

  private level(directory: string): Level {
    let level = this.levels.get(directory);
    if (level === undefined) {
      level = this.readLevel(directory);
      this.levels.set(directory, level);
    }
    return level;
  }

  private readLevel(directory: string): Level {
    const marks = this.source.marks(directory);
    const hasGit = marks.includes('.git') || marks.includes('.git/');
    const above = directory !== '.' ? this.level(parentOf(directory)) : hasGit ? NONE : this.levelAbove();
    if (marks.length === 0) return above;
    const read = (name: string) => (marks.includes(name) ? this.file(directory, join(directory, name)) : []);
    return {
      nxignore: [...read('.nxignore'), ...above.nxignore],
      ignore: [...read('.ignore'), ...above.ignore],
      // A repository inside another one has rules of its own only.
      gitignore: [...read('.gitignore'), ...(hasGit ? [] : above.gitignore)],
      exclude: hasGit ? this.exclude(directory, marks) : above.exclude,
    };
  }

  /** Of the directories above the workspace, up to that of the repository, or all where there is none. */
  private levelAbove(): Level {
    const gitignore: IgnoreFile[] = [];
    for (let up = '..', depth = 0; depth < MOST_PARENTS; up = `${up}/..`, depth++) {
      gitignore.push(...this.file(up, `${up}/.gitignore`));
      const hasGit = this.source.isDirectory(`${up}/.git`) || this.source.text(`${up}/.git`) !== undefined;
      if (hasGit || dirname(join(this.source.root, up)) === join(this.source.root, up)) break;
    }
    return { ...NONE, gitignore };
  }

  /** `info/exclude` of a repository, or of the one that a worktree belongs to. */
  private exclude(directory: string, marks: readonly string[]): IgnoreFile[] {
    if (marks.includes('.git/')) return this.file(directory, join(directory, '.git/info/exclude'));
    const pointer = /^gitdir: (.+)/.exec(this.source.text(join(directory, '.git')) ?? '')?.[1]?.trim();
    if (pointer === undefined) return [];
    const own = this.resolve(directory, pointer);
    const common = this.source.text(`${own}/commondir`)?.trim();
    return common === undefined ? [] : this.file(directory, `${this.resolve(own, common)}/info/exclude`);
  }

  private resolve(from: string, to: string): string {
    return isAbsolute(to) ? slashes(relative(this.source.root, to)) : slashes(join(from, to));
  }

  private file(directory: string, path: string): IgnoreFile[] {
    const text = this.source.text(slashes(path));
    return text === undefined ? [] : [new IgnoreFile(text, prefixOf(this.source.root, directory))];
  }
}

/** What a path relative to the workspace has more (`add`), or less (`drop`), than one relative to a directory. */
function prefixOf(root: string, directory: string): { add: string } | { drop: number } {
  if (directory === '.') return { drop: 0 };
  if (!directory.startsWith('..')) return { drop: directory.length + 1 };
  return { add: `${slashes(relative(join(root, directory), root))}/` };
}

function isOutside(path: string): boolean {
  return path === '.' || path === '..' || path.startsWith('../');
}

function isAlwaysIgnored(path: string): boolean {
  return (
    ALWAYS.has(path.slice(path.lastIndexOf('/') + 1)) ||
    path === '.yarn/cache' ||
    path.endsWith('/.yarn/cache')
  );
}

function slashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
