/** The words of a line, in Go's quotes where they have some, and what follows `//`. */
export interface LexedLine {
  readonly words: readonly string[];
  /** Without `//`; absent where there is none. */
  readonly comment?: string;
  readonly fault?: string;
}

const [TAB, RETURN, SPACE, QUOTE, STAR, SLASH, BACKSLASH, BACKTICK] = [9, 13, 32, 34, 42, 47, 92, 96];
const PUNCTUATION = '()[]{},';
const EMPTY: LexedLine = { words: [] };
const NO_BLOCK_COMMENTS = 'mod files must use // comments (not /* */ comments)';

/** Of ASCII, what a word may consist of, besides `/` where no comment begins. */
const IS_PLAIN = Array.from({ length: 128 }, (_, code) => {
  return code > SPACE && code < 127 && code !== SLASH && !PUNCTUATION.includes(String.fromCharCode(code));
});

/**
 * Splits `text.slice(start, end)`, a line without its line feed (golang.org/x/mod/modfile/read.go: readToken). After a
 * fault it goes on with what is readable.
 */
export function lexLine(text: string, start: number, end: number): LexedLine {
  if (start === end) return EMPTY;
  let words: string[] | undefined;
  let fault: string | undefined;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === TAB || code === RETURN) {
      at++;
      continue;
    }
    if (code === SLASH && text.charCodeAt(at + 1) === SLASH)
      return { words: words ?? [], comment: text.slice(at + 2, end), fault };
    if (code === SLASH && text.charCodeAt(at + 1) === STAR)
      return { words: words ?? [], fault: fault ?? NO_BLOCK_COMMENTS };
    const next = endOfWord(text, at, end);
    if (next > end) return { words: words ?? [], fault: fault ?? 'unexpected end of line in string' };
    if (next === at) {
      const [character = ''] = text.slice(at, end);
      fault ??= `unexpected input character ${JSON.stringify(character)}`;
      at += character.length;
      continue;
    }
    (words ??= []).push(text.slice(at, next));
    at = next;
  }
  return words === undefined && fault === undefined ? EMPTY : { words: words ?? [], fault };
}

/** Where the word that begins at `at` ends: there itself if none does, beyond `end` for a string that is not closed. */
function endOfWord(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  if (code === QUOTE || code === BACKTICK) return endOfString(text, at, end);
  if (IS_PLAIN[code] !== true && PUNCTUATION.includes(text.charAt(at))) return at + 1;
  return endOfIdentifier(text, at, end);
}

function endOfString(text: string, start: number, end: number): number {
  const quote = text.charCodeAt(start);
  let at = start + 1;
  while (at < end) {
    const code = text.charCodeAt(at++);
    if (code === quote) return at;
    if (code === BACKSLASH && quote === QUOTE) at++;
  }
  return end + 1;
}

function endOfIdentifier(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === SLASH) {
      const next = text.charCodeAt(at + 1);
      if (next === SLASH || next === STAR) return at;
      at++;
    } else if (code < 128) {
      if (IS_PLAIN[code] !== true) return at;
      at++;
    } else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? code);
      if (!isPrintable(character)) return at;
      at += character.length;
    }
  }
  return at;
}

/** Go's unicode.IsPrint, beyond ASCII. What is no UTF-8 has become U+FFFD in Go as here, which can be printed. */
function isPrintable(character: string): boolean {
  return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character);
}
