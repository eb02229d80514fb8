import { byteLength, codePointAt } from './text/bytes';
import { isLetter, isLetterOrDigit, isNameByte } from './text/characters';
import { lineDirectiveFault } from './line-directive';
import type { FaultKeeper } from './fault-keeper';
import { skipEscape } from './string-escape';

/** `newline` is the semicolon that the scanner puts at the end of a line. */
export type GoTokenKind = 'end' | 'name' | 'keyword' | 'string' | 'literal' | 'newline' | 'sign';

/** A comment by its offsets and lines. */
export interface GoComment {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly endLine: number;
}

const KEYWORDS = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map package range ' +
    'return select struct switch type var'
  ).split(' '),
);
const ENDING_KEYWORDS = new Set(['break', 'continue', 'fallthrough', 'return']);
const SIGNS = ':.,;()[]{}+-*%^<>=!&|~/';
const LONG_SIGN =
  /<<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|==|!=|<=|>=|:=|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|&\^|[^]/y;

export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word);
}

/** The tokens of a stretch of a Go file, as go/scanner finds them; one at a time, without an object for each. */
export class GoTokens {
  kind: GoTokenKind = 'end';
  start = 0;
  end = 0;
  /** Line of its first character, from 1. */
  line = 0;
  /** Line of the token before it; 0 before the first. */
  previousLine = 0;
  /** Comments between the token before and this one. */
  comments: GoComment[] = [];

  private at: number;
  private atLine = 1;
  private endsStatement = false;
  /** The first newline within a comment that ends the statement before it. */
  private newlineInComment: { offset: number; line: number } | undefined;
  private lineStart: number;

  constructor(
    private readonly source: string,
    from: number,
    private readonly limit: number,
    private readonly faults: FaultKeeper,
  ) {
    // A second byte order mark passes the scanner, and keeps a comment from standing at the start of its line.
    this.at = source.startsWith('\xef\xbb\xbf', from) ? from + 3 : from;
    this.lineStart = from;
  }

  text(): string {
    return this.source.slice(this.start, this.end);
  }

  isSign(sign: string): boolean {
    return this.kind === 'sign' && this.end - this.start === 1 && this.source[this.start] === sign;
  }

  isKeyword(keyword: string): boolean {
    return this.kind === 'keyword' && this.text() === keyword;
  }

  /** The token in the words of go/parser's errors. */
  describe(): string {
    if (this.kind === 'newline') return 'newline';
    if (this.kind === 'end') return "'EOF'";
    if (this.kind === 'name' || this.kind === 'string' || this.kind === 'literal') return this.text();
    if (this.kind === 'keyword') return `'${this.text()}'`;
    LONG_SIGN.lastIndex = this.start;
    const sign = LONG_SIGN.exec(this.source)?.[0] ?? '';
    return SIGNS.includes(sign.charAt(0)) ? `'${sign}'` : "'ILLEGAL'";
  }

  /** go/parser/parser.go: next. */
  next(): void {
    this.previousLine = this.line;
    if (this.comments.length > 0) this.comments = [];
    while (!this.scan());
  }

  /** Reads one token, or a comment: then the answer is no. */
  private scan(): boolean {
    if (this.newlineInComment !== undefined) {
      this.set('newline', this.newlineInComment.offset, this.at, this.newlineInComment.line);
      this.newlineInComment = undefined;
      return true;
    }
    const code = this.skipSpace();
    const { at, source } = this;
    if (at >= this.limit) return this.finishFile();
    if (code === 10) {
      this.finish('newline', at, false);
      this.passNewline();
      return true;
    }
    if (code === 47 && this.isComment()) {
      this.skipComment();
      return false;
    }
    if (code >= 48 && code <= 57) return this.finish('literal', this.endOfNumber(), true);
    if (isNameByte(code) || (code >= 0x80 && isLetter(codePointAt(source, at)))) return this.finishName();
    if (code === 34 || code === 39)
      return this.finish(code === 34 ? 'string' : 'literal', this.endOfQuoted(code), true);
    if (code === 96) return this.finishRawString();
    return this.finishSign(code);
  }

  private skipSpace(): number {
    for (;;) {
      const code = this.at < this.limit ? this.source.charCodeAt(this.at) : 0;
      if (code === 10 && !this.endsStatement) this.passNewline();
      else if (code === 32 || code === 9 || code === 13) this.at++;
      else return code;
    }
  }

  private passNewline(): void {
    this.at++;
    this.atLine++;
    this.lineStart = this.at;
  }

  private set(kind: GoTokenKind, start: number, end: number, line: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.line = line;
  }

  private finish(kind: GoTokenKind, end: number, endsStatement: boolean): true {
    this.set(kind, this.at, end, this.atLine);
    this.endsStatement = endsStatement;
    this.at = end;
    return true;
  }

  /** Go counts no line behind a newline that ends the file (go/token: AddLine). */
  private finishFile(): true {
    if (this.source.charCodeAt(this.limit - 1) === 10 && this.atLine > 1) this.atLine--;
    return this.finish(this.endsStatement ? 'newline' : 'end', this.at, false);
  }

  private finishName(): true {
    const { source, limit } = this;
    let end = this.at;
    for (; end < limit;) {
      const code = source.charCodeAt(end);
      if (isNameByte(code)) end++;
      else if (code >= 0x80 && isLetterOrDigit(codePointAt(source, end)))
        end += byteLength(codePointAt(source, end));
      else break;
    }
    const text = source.slice(this.at, end);
    const isWord = isKeyword(text);
    return this.finish(isWord ? 'keyword' : 'name', end, !isWord || ENDING_KEYWORDS.has(text));
  }

  private finishSign(code: number): true {
    const { at } = this;
    const known = code < 0x80 && SIGNS.includes(this.source.charAt(at));
    if (!known && codePointAt(this.source, at) !== 0xfeff)
      this.faults.report(at, this.atLine, 'illegal character');
    const endsStatement = known ? code === 41 || code === 93 || code === 125 : this.endsStatement;
    return this.finish('sign', at + byteLength(codePointAt(this.source, at)), endsStatement);
  }

  /** Roughly: no number belongs into an import section, so that only its line matters. */
  private endOfNumber(): number {
    let end = this.at;
    while (end < this.limit && (isNameByte(this.source.charCodeAt(end)) || this.source[end] === '.')) end++;
    return end;
  }

  private endOfQuoted(quote: number): number {
    const { source, limit, at, atLine } = this;
    let end = at + 1;
    for (;;) {
      const code = end < limit ? source.charCodeAt(end) : 10;
      if (code === 10) {
        this.faults.report(at, atLine, `${quote === 34 ? 'string' : 'rune'} literal not terminated`);
        return end;
      }
      end++;
      if (code === quote) return end;
      if (code === 92)
        end = skipEscape(source, end, limit, quote, (offset, message) =>
          this.faults.report(offset, atLine, message),
        );
    }
  }

  private finishRawString(): true {
    const close = this.source.indexOf('`', this.at + 1);
    const closed = close !== -1 && close < this.limit;
    if (!closed) this.faults.report(this.at, this.atLine, 'raw string literal not terminated');
    const start = this.at;
    this.finish('string', closed ? close + 1 : this.limit, true);
    this.countLines(start, this.end);
    return true;
  }

  private isComment(): boolean {
    const second = this.at + 1 < this.limit ? this.source.charCodeAt(this.at + 1) : 0;
    return second === 47 || second === 42;
  }

  /** go/scanner/scanner.go: scanComment. */
  private skipComment(): void {
    const { source, limit, at: start, atLine: line } = this;
    const isLine = source.charCodeAt(start + 1) === 47;
    const close = source.indexOf(isLine ? '\n' : '*/', start + 2);
    const found = close !== -1 && close + (isLine ? 0 : 2) <= limit;
    const end = found ? (isLine ? close : close + 2) : limit;
    if (!found && !isLine) this.faults.report(start, line, 'comment not terminated');
    else if (!isLine || start === this.lineStart) this.checkLineDirective(start, end);
    this.at = end;
    if (!isLine) this.countLines(start, end);
    this.comments.push({ start, end, line, endLine: this.atLine });
    if (this.atLine === line || !this.endsStatement) return;
    this.newlineInComment = { offset: source.indexOf('\n', start), line };
    this.endsStatement = false;
  }

  private checkLineDirective(start: number, end: number): void {
    if (!this.source.startsWith('line ', start + 2)) return;
    const fault = lineDirectiveFault(this.source.slice(start, end));
    if (fault !== undefined) this.faults.report(start + fault.offset, this.atLine, fault.message);
  }

  private countLines(from: number, to: number): void {
    for (
      let at = this.source.indexOf('\n', from);
      at !== -1 && at < to;
      at = this.source.indexOf('\n', at + 1)
    ) {
      this.atLine++;
      this.lineStart = at + 1;
    }
  }
}
