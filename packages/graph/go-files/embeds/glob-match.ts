/** A pattern of one path element, as code points: names are compared character by character. */
type Matcher = (name: readonly string[], at: number) => boolean;

/**
 * What a pattern without `/` matches (path.Match, as `//go:embed` uses it); undefined for a malformed one. `[^a]` is negation,
 * a backslash makes the next character plain, and a class may hold anything, `*` included.
 */
export function compileGlob(pattern: string): ((name: string) => boolean) | undefined {
  const characters = [...pattern];
  const terms: Term[] = [];
  for (let at = 0; at < characters.length;) {
    const read = readTerm(characters, at);
    if (read === undefined) return undefined;
    terms.push(read.term);
    at = read.end;
  }
  const matcher = terms.reduceRight<Matcher>(
    (rest, term) => chain(term, rest),
    (name, at) => at === name.length,
  );
  return (name) => matcher([...name], 0);
}

type Term = 'any-run' | ((character: string) => boolean);

interface Read<T> {
  readonly term: T;
  readonly end: number;
}

function chain(term: Term, rest: Matcher): Matcher {
  if (term !== 'any-run') return (name, at) => at < name.length && term(name[at] ?? '') && rest(name, at + 1);
  return (name, at) => {
    for (let next = at; next <= name.length; next++) if (rest(name, next)) return true;
    return false;
  };
}

function readTerm(pattern: readonly string[], at: number): Read<Term> | undefined {
  const first = pattern[at];
  if (first === '*') return { term: 'any-run', end: at + 1 };
  if (first === '?') return { term: () => true, end: at + 1 };
  if (first === '[') return readClass(pattern, at + 1);
  const plain = first === '\\' ? pattern[at + 1] : first;
  if (plain === undefined) return undefined;
  return { term: (character) => character === plain, end: at + (first === '\\' ? 2 : 1) };
}

function readClass(pattern: readonly string[], from: number): Read<Term> | undefined {
  const isNegated = pattern[from] === '^';
  const ranges: { low: number; high: number }[] = [];
  let at = isNegated ? from + 1 : from;
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = readClassCharacter(pattern, at);
    if (low === undefined) return undefined;
    const high = pattern[low.end] === '-' ? readClassCharacter(pattern, low.end + 1) : low;
    if (high === undefined) return undefined;
    ranges.push({ low: low.term, high: high.term });
    at = high.end;
  }
  const holds = (code: number) => ranges.some(({ low, high }) => low <= code && code <= high);
  return { term: (character) => holds(character.codePointAt(0) ?? 0) !== isNegated, end: at + 1 };
}

/** path/match.go: getEsc; a class must go on behind each of its characters. */
function readClassCharacter(pattern: readonly string[], at: number): Read<number> | undefined {
  const first = pattern[at];
  if (first === undefined || first === '-' || first === ']') return undefined;
  const end = first === '\\' ? at + 2 : at + 1;
  const code = pattern[end - 1]?.codePointAt(0);
  return code === undefined || end >= pattern.length ? undefined : { term: code, end };
}
