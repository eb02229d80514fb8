/** The command of one `//go:generate` line. */
export interface GenerateCommand {
  /** Such as `stringer`, `go` or `./gen.sh`. */
  readonly program: string;
  readonly args: readonly string[];
}

/** Where a directive stands. */
export interface DirectivePlace {
  /** Name of the file. */
  readonly file: string;
  readonly packageName: string;
}

/**
 * The commands of the directives of one file (cmd/go/internal/generate: split): words with Go's quoting, shorthands of `-command`
 * put in, and $GOFILE and $GOPACKAGE; other variables stay as they are.
 */
export function splitDirectives(lines: readonly string[], place: DirectivePlace): GenerateCommand[] {
  const shorthands = new Map<string, readonly string[]>();
  return lines.flatMap((line) => {
    const words = wordsOf(line);
    const [first = '', name = ''] = words;
    if (first === '-command') {
      shorthands.set(name, words.slice(2));
      return [];
    }
    const all = [...(shorthands.get(first) ?? [first]), ...words.slice(1)];
    const [program = '', ...args] = all.map((word) => expand(word, place));
    return program === '' ? [] : [{ program, args }];
  });
}

/** Names of the environment variables that a directive names. */
export function variablesIn(line: string): string[] {
  const own = new Set(['GOARCH', 'GOOS', 'GOROOT', 'GOFILE', 'GOLINE', 'GOPACKAGE', 'DOLLAR', 'PWD']);
  const named = [...line.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map(
    ([, braced, plain]) => braced ?? plain ?? '',
  );
  return named.filter((name) => !own.has(name));
}

function wordsOf(line: string): string[] {
  return (line.match(/"(?:[^"\\]|\\.)*"|[^ \t]+/g) ?? []).map((word) => {
    if (!word.startsWith('"')) return word;
    try {
      return JSON.parse(word) as string;
    } catch {
      // Go's escapes that JSON has not, such as \a.
      return word.slice(1, -1);
    }
  });
}

function expand(word: string, { file, packageName }: DirectivePlace): string {
  return word
    .replace(/\$(\{GOFILE\}|GOFILE\b)/g, file)
    .replace(/\$(\{GOPACKAGE\}|GOPACKAGE\b)/g, packageName);
}
