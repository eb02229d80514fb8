import ignore, { type Ignore } from 'ignore';

export type Verdict = 'ignored' | 'included' | 'unknown';

/** The rules of one file such as .gitignore. */
export class IgnoreFile {
  private readonly rules: Ignore;
  /** Whether a rule may match a path with such a name at its end. */
  readonly mayMatchName: (name: string) => boolean;
  /** Rules that know of directories that another file includes although this one ignores them. */
  private readonly rulesWithin = new Map<string, Ignore>();

  private readonly content: string;

  /** @param place how a path relative to the workspace becomes one relative to the file: a part to add, characters to drop */
  constructor(
    text: string,
    private readonly place: { add: string } | { drop: number },
  ) {
    // git and Nx pass over a byte order mark; it would be part of the first rule.
    this.content = text.replace(/^\uFEFF/, '');
    this.rules = read(this.content);
    this.mayMatchName = prefilterOf(this.content);
  }

  /** What it says of a path, with `/` at its end if that is a directory, in a directory that is not ignored. */
  judge(path: string): Verdict {
    const own = 'add' in this.place ? this.place.add + path : path.slice(this.place.drop);
    const end = own.endsWith('/') ? own.length - 1 : own.length;
    if (!this.mayMatchName(own.slice(own.lastIndexOf('/', end - 1) + 1, end))) return 'unknown';
    const verdict = judge(this.rules, own);
    if (verdict !== 'ignored') return verdict;
    const parent = own.lastIndexOf('/', own.length - 2) + 1;
    return parent === 0 ? verdict : this.judgeWithin(own.slice(0, parent), own);
  }

  /** The library says of a path in an ignored directory that it is ignored; this directory is known not to be. */
  private judgeWithin(directory: string, path: string): Verdict {
    if (judge(this.rules, directory) !== 'ignored') return 'ignored';
    let rules = this.rulesWithin.get(directory);
    if (rules === undefined) {
      rules = read(this.content).add(including(directory));
      this.rulesWithin.set(directory, rules);
    }
    return judge(rules, path);
  }
}

function read(content: string): Ignore {
  const rules = ignore({ ignorecase: false, allowRelativePaths: true });
  for (const line of content.split(/\r?\n/)) {
    try {
      rules.add(line);
    } catch {
      // A pattern that is none, such as an odd range, matches nothing.
    }
  }
  return rules;
}

function judge(rules: Ignore, path: string): Verdict {
  const { ignored, unignored } = rules.test(path);
  return ignored ? 'ignored' : unignored ? 'included' : 'unknown';
}

/** Rules that include a directory and those above it, each by itself. */
function including(directory: string): string[] {
  const names = directory.slice(0, -1).split('/');
  return names.map(
    (_, index) =>
      `!/${names
        .slice(0, index + 1)
        .join('/')
        .replace(/[\\*?[ ]/g, '\\$&')}/`,
  );
}

/**
 * Says of nearly all paths, by their last name alone, that no rule matches them: the library takes its time for each. Rules that
 * end in a name, or in `*` and a name's end, can be told so; others may match any path.
 */
function prefilterOf(content: string): (name: string) => boolean {
  const names = new Set<string>();
  const endings: string[] = [];
  for (const line of content.split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const last = /^!?(?:.*\/)?(\*?)([^*?[\]\\!/]+)\/?$/.exec(line.trimEnd());
    const [, star, name] = last ?? [];
    if (name === undefined) return () => true;
    if (star === '*') endings.push(name);
    else names.add(name);
  }
  return (name) => names.has(name) || endings.some((ending) => name.endsWith(ending));
}
