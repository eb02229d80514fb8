/** Whether a word (a GOOS, a GOARCH, `cgo`, a tag…) holds. */
export type WordTest = (word: string) => boolean;

/** One thing that decides whether the go command reads a file: a constraint line or what the file's name ends in. */
export interface Condition {
  readonly words: readonly string[];
  readonly holds: (test: WordTest) => boolean;
}

const GOOS_WORDS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  ),
);
const GOARCH_WORDS = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ' +
    'ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

/** Words that no -tags list is needed for, or that none can be given for: everything else is a custom tag. */
export function isCustomTag(word: string): boolean {
  if (GOOS_WORDS.has(word) || GOARCH_WORDS.has(word)) return false;
  return !/^(unix|cgo|gc|gccgo|ignore|go1\.\d+)$/.test(word);
}

/**
 * The conditions of a Go file. Every line counts by itself, those without effect too (`// +build` beside `//go:build`):
 * they choose what the oracle asks, and asking too much does no harm.
 */
export function readConditions(name: string, text: string): Condition[] {
  const lines = readHeaderLines(text).flatMap((line) => parseLine(line) ?? []);
  const usesC = /["`]C["`]/.test(text) ? [parseExpression('cgo')] : [];
  const always = [...nameConditions(name), ...usesC];
  if (lines.length === 0) return always.length === 0 ? [] : [together(always)];
  return lines.map((line) => together([line, ...always]));
}

function together(conditions: readonly Condition[]): Condition {
  return {
    words: [...new Set(conditions.flatMap(({ words }) => words))],
    holds: (test) => conditions.every(({ holds }) => holds(test)),
  };
}

/** go/build: goodOSArchFile. */
function nameConditions(name: string): Condition[] {
  const stem = name.slice(0, name.indexOf('.'));
  const parts = stem.split('_').slice(1);
  if (parts.at(-1) === 'test') parts.pop();
  const [last, before] = [parts.at(-1) ?? '', parts.at(-2) ?? ''];
  if (GOOS_WORDS.has(last)) return [parseExpression(last)];
  if (!GOARCH_WORDS.has(last)) return [];
  return [parseExpression(GOOS_WORDS.has(before) ? `${before} && ${last}` : last)];
}

/** The `//` comments before anything that is neither a comment nor blank (go/build: parseFileHeader). */
function readHeaderLines(text: string): string[] {
  const header = /^\uFEFF?(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)*/.exec(text)?.[0] ?? '';
  const comments = header.replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, (comment) =>
    comment.startsWith('//') ? comment : ' ',
  );
  return comments.split('\n').map((line) => line.replace(/^\uFEFF/, '').trim());
}

function parseLine(line: string): Condition | undefined {
  const modern = /^\/\/go:build\s+(.*)$/.exec(line)?.[1];
  if (modern !== undefined) return parseExpression(modern);
  const old = /^\/\/\s*\+build\s+(.*)$/.exec(line)?.[1];
  if (old === undefined) return undefined;
  const options = old.trim().split(/\s+/);
  return parseExpression(options.map((option) => `(${option.split(',').join(' && ')})`).join(' || '));
}

/** An expression of `//go:build`; a malformed one never holds. */
function parseExpression(text: string): Condition {
  const tokens = text.match(/&&|\|\||[!()]|[\p{L}\p{N}_.]+|\S/gu) ?? [];
  const words = [...new Set(tokens.filter((token) => /^[\p{L}\p{N}_.]/u.test(token)))];
  const parser = new ExpressionParser(tokens);
  const holds = parser.parseWhole();
  return holds === undefined ? { words: [], holds: () => false } : { words, holds };
}

type Holds = Condition['holds'];

/** go/build/constraint: exprParser. Methods answer undefined for what is malformed. */
class ExpressionParser {
  private next = 0;

  constructor(private readonly tokens: readonly string[]) {}

  parseWhole(): Holds | undefined {
    const whole = this.parseOr();
    return this.next === this.tokens.length ? whole : undefined;
  }

  private parseOr(): Holds | undefined {
    return this.parseChain(
      '||',
      () => this.parseAnd(),
      (left, right) => (test) => left(test) || right(test),
    );
  }

  private parseAnd(): Holds | undefined {
    return this.parseChain(
      '&&',
      () => this.parseNot(),
      (left, right) => (test) => left(test) && right(test),
    );
  }

  private parseChain(
    operator: string,
    parsePart: () => Holds | undefined,
    join: (left: Holds, right: Holds) => Holds,
  ): Holds | undefined {
    let whole = parsePart();
    while (this.take(operator)) {
      const part = parsePart();
      whole = whole === undefined || part === undefined ? undefined : join(whole, part);
    }
    return whole;
  }

  private parseNot(): Holds | undefined {
    if (!this.take('!')) return this.parseAtom();
    const inner = this.parseAtom();
    return inner === undefined ? undefined : (test) => !inner(test);
  }

  private parseAtom(): Holds | undefined {
    if (this.take('(')) {
      const inner = this.parseOr();
      return this.take(')') ? inner : undefined;
    }
    const word = this.tokens[this.next];
    if (word === undefined || !/^[\p{L}\p{N}_.]/u.test(word)) return undefined;
    this.next++;
    return (test) => test(word);
  }

  private take(token: string): boolean {
    if (this.tokens[this.next] !== token) return false;
    this.next++;
    return true;
  }
}
