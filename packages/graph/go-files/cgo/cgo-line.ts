import { fields, isSpace, trimSpace } from '../text/characters';

/** A `#cgo` line: its verb, such as `CFLAGS`, and its arguments without their quotes. */
export interface CgoLine {
  readonly verb: string;
  readonly arguments: readonly string[];
}

const VERBS = new Set(['CFLAGS', 'CPPFLAGS', 'CXXFLAGS', 'FFLAGS', 'LDFLAGS', 'pkg-config']);
const UNSAFE = /[^-+.,/0-9=A-Z_a-z:$@%! ~^\x80-\u{10ffff}]/u;

/**
 * Reads a line of a preamble: undefined where it says nothing to Go, or is malformed but only for some systems; what is wrong
 * where it is malformed for all (go/build/build.go: saveCgo).
 */
export function readCgoLine(original: string): CgoLine | { readonly message: string } | undefined {
  const line = trimSpace(original);
  if (!line.startsWith('#cgo ') && !line.startsWith('#cgo\t')) return undefined;
  if (isFunctionNote(line)) return undefined;
  const colon = line.indexOf(':');
  const words = fields(line.slice('#cgo'.length, colon === -1 ? line.length : colon));
  const verb = words.at(-1);
  if (colon === -1 || verb === undefined) return { message: `invalid #cgo line: ${original}` };
  const problem = (message: string) => (words.length > 1 ? undefined : { message });
  const split = splitQuoted(line.slice(colon + 1));
  if (split === undefined) return problem(`invalid #cgo line: ${original}`);
  const unsafe = split.find((argument) => !isSafe(argument));
  if (unsafe !== undefined) return problem(`malformed #cgo argument: ${unsafe}`);
  if (!VERBS.has(verb)) return problem(`invalid #cgo verb: ${original}`);
  return { verb, arguments: split };
}

/** `#cgo nocallback f` and `#cgo noescape f`. */
function isFunctionNote(line: string): boolean {
  const words = fields(line);
  return words.length === 3 && (words[1] === 'nocallback' || words[1] === 'noescape');
}

/** go/build/build.go: safeCgoName, and expandSrcDir for a directory that is safe itself. */
function isSafe(argument: string): boolean {
  return argument !== '' && !UNSAFE.test(argument.replaceAll('${SRCDIR}', ''));
}

/** go/build/build.go: splitQuoted; undefined for an open quote or a trailing backslash. */
function splitQuoted(text: string): string[] | undefined {
  const words: string[] = [];
  let word = '';
  let isQuoted = false;
  let isEscaped = false;
  let quote = '';
  for (const character of text) {
    if (isEscaped) {
      isEscaped = false;
    } else if (character === '\\') {
      isEscaped = true;
      continue;
    } else if (quote !== '') {
      if (character === quote) {
        quote = '';
        continue;
      }
    } else if (character === '"' || character === "'") {
      isQuoted = true;
      quote = character;
      continue;
    } else if (isSpace(character.codePointAt(0) ?? 0)) {
      if (isQuoted || word !== '') words.push(word);
      isQuoted = false;
      word = '';
      continue;
    }
    word += character;
  }
  if (isQuoted || word !== '') words.push(word);
  return quote !== '' || isEscaped ? undefined : words;
}
