export type GoTokenKind = 'comment' | 'string' | 'word' | 'other';

export interface GoToken {
  readonly kind: GoTokenKind;
  /** As written; of a comment without the carriage returns that go/scanner takes out. */
  readonly text: string;
  /** Line of its first and of its last character, from 1. */
  readonly line: number;
  readonly endLine: number;
}

const WORD = /[\p{L}\p{Nd}_]+/uy;
const SPACE = /[ \t\r\n\uFEFF]+/y;

/** The tokens of a Go file with its comments, as far as import declarations and the start of functions need them. */
export function* scanGo(source: string): Generator<GoToken, void, undefined> {
  let at = 0;
  let line = 1;
  while (at < source.length) {
    const space = match(SPACE, source, at);
    line += countNewlines(space);
    at += space.length;
    if (at >= source.length) return;
    const { kind, text } = tokenAt(source, at);
    const endLine = line + countNewlines(text);
    yield { kind, text: kind === 'comment' ? withoutCarriageReturns(text) : text, line, endLine };
    at += text.length;
    line = endLine;
  }
}

function tokenAt(source: string, at: number): { kind: GoTokenKind; text: string } {
  const first = source.charAt(at);
  const pair = source.slice(at, at + 2);
  if (pair === '//') return { kind: 'comment', text: source.slice(at, endOf(source, '\n', at + 2, 0)) };
  if (pair === '/*') return { kind: 'comment', text: source.slice(at, endOf(source, '*/', at + 2, 2)) };
  if (first === '`') return { kind: 'string', text: source.slice(at, endOf(source, '`', at + 1, 1)) };
  if (first === '"') return { kind: 'string', text: quotedAt(source, at) };
  if (first === "'") return { kind: 'other', text: quotedAt(source, at) };
  const word = match(WORD, source, at);
  return word === '' ? { kind: 'other', text: first } : { kind: 'word', text: word };
}

/** Index behind the next `sign`, of which `included` characters belong to the token; the end of the file without one. */
function endOf(source: string, sign: string, from: number, included: number): number {
  const found = source.indexOf(sign, from);
  return found === -1 ? source.length : found + included;
}

/** A string or rune literal on one line; an unterminated one ends with its line, as in go/scanner. */
function quotedAt(source: string, at: number): string {
  const quote = source.charAt(at);
  for (let end = at + 1; end < source.length; end++) {
    const character = source.charAt(end);
    if (character === '\n') return source.slice(at, end);
    if (character === quote) return source.slice(at, end + 1);
    if (character === '\\' && source.charAt(end + 1) !== '\n') end++;
  }
  return source.slice(at);
}

/** go/scanner/scanner.go: stripCR. A carriage return stays where taking it out would end the comment: in `*\r/`. */
function withoutCarriageReturns(comment: string): string {
  if (!comment.includes('\r')) return comment;
  const block = comment.startsWith('/*');
  let kept = '';
  for (let at = 0; at < comment.length; at++) {
    const character = comment.charAt(at);
    const endsEarly = block && kept.length > 2 && kept.endsWith('*') && comment.charAt(at + 1) === '/';
    if (character !== '\r' || endsEarly) kept += character;
  }
  return kept;
}

function match(expression: RegExp, source: string, at: number): string {
  expression.lastIndex = at;
  return expression.exec(source)?.[0] ?? '';
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
