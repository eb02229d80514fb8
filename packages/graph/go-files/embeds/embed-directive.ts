import { isSpace, trimRightSpace } from '../text/characters';
import { encodeBytes } from '../text/bytes';
import { skipEscape } from '../string-escape';
import { unquote } from '../text/string-literal';

const DIRECTIVE = '//go:embed';

/**
 * The patterns of a decoded comment that begins with `//go:embed`, unquoted; undefined where it is another directive or is
 * malformed (go/ast/directive.go: ParseDirective, ParseArgs).
 */
export function readEmbedDirective(comment: string): string[] | undefined {
  const text = trimRightSpace(comment.slice(DIRECTIVE.length));
  if (text !== '' && !isSpace(text.charCodeAt(0))) return undefined;
  const patterns: string[] = [];
  for (let at = passSpace(text, 0); at < text.length;) {
    const end = endOfArgument(text, at);
    if (end === undefined) return undefined;
    const argument = text.slice(at, end);
    const isQuoted = argument.startsWith('"') || argument.startsWith('`');
    patterns.push(isQuoted ? unquote(encodeBytes(argument)) : argument);
    at = passSpace(text, end);
  }
  return patterns;
}

function passSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Index behind the argument at an index; undefined where it is quoted badly, or something sticks to its quotes. */
function endOfArgument(text: string, start: number): number | undefined {
  const first = text.charAt(start);
  if (first !== '"' && first !== '`') return endOfWord(text, start);
  const end = first === '`' ? text.indexOf('`', start + 1) + 1 : endOfQuoted(text, start);
  if (end <= start) return undefined;
  return end === text.length || isSpace(text.charCodeAt(end)) ? end : undefined;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Index behind a string literal, 0 where it is malformed. */
function endOfQuoted(text: string, start: number): number {
  let isMalformed = false;
  for (let at = start + 1; at < text.length && !isMalformed;) {
    const character = text.charAt(at++);
    if (character === '"') return at;
    if (character === '\\') at = skipEscape(text, at, text.length, 34, () => (isMalformed = true));
  }
  return 0;
}
