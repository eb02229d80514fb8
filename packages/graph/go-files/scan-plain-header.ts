import type { GoFile, GoImport } from './go-file';
import { isKeyword } from './go-tokens';
import { isNameByte } from './text/characters';

const [TAB, NEWLINE, SPACE, QUOTE, OPEN, CLOSE, PLUS, STAR, DOT, SLASH] = [
  9, 10, 32, 34, 40, 41, 43, 42, 46, 47,
];
const SEMICOLON = 59;
const DELETE = 127;

/**
 * What scanGoFilePrefix says of the beginning of a file, for the files that nearly all are: ASCII, formatted as gofmt does, with a
 * package clause and imports that it has no fault to find with, without build constraint, cgo or `embed`. Undefined for all
 * others, which is no judgement. One pass, and no text but the names: this runs for every file of a workspace.
 */
export function scanPlainHeader(bytes: Buffer, length: number): GoFile | undefined {
  return new PlainHeader(bytes, length).read();
}

/** Each method answers whether it found what it reads; on a no, the file is no plain one. */
class PlainHeader {
  private at = 0;
  private line = 1;
  private hasName = false;
  private readonly imports: GoImport[] = [];

  constructor(
    private readonly bytes: Buffer,
    private readonly length: number,
  ) {}

  read(): GoFile | undefined {
    if (!this.skipBlock() || !this.passWord('package') || !this.isBlank()) return undefined;
    this.skipBlanks();
    const packageName = this.readName();
    if (packageName === undefined || !this.endStatement()) return undefined;
    this.hasName = true;
    for (;;) {
      if (!this.skipBlock()) return undefined;
      const byte = this.byte();
      if (byte !== 105 /* i */)
        return isPlain(byte) && byte !== SEMICOLON ? { packageName, imports: this.imports } : undefined;
      if (!this.passWord('import') || !this.readDeclaration()) return undefined;
    }
  }

  private readDeclaration(): boolean {
    this.skipBlanks();
    if (this.byte() !== OPEN) return this.readSpec() && this.endStatement();
    this.at++;
    for (;;) {
      if (!this.skipBlock()) return false;
      if (this.byte() === CLOSE) {
        this.at++;
        return this.endStatement();
      }
      if (!this.readSpec()) return false;
      this.skipBlanks();
      if (this.byte() !== CLOSE && !this.endStatement()) return false;
    }
  }

  private readSpec(): boolean {
    const byte = this.byte();
    if (byte === DOT) this.at++;
    else if (byte !== QUOTE && this.readName() === undefined) return false;
    this.skipBlanks();
    if (this.byte() !== QUOTE) return false;
    const start = ++this.at;
    while (isPathByte(this.byte())) this.at++;
    if (this.byte() !== QUOTE || this.at === start) return false;
    const path = this.bytes.toString('latin1', start, this.at++);
    if (path === 'C' || path === 'embed') return false;
    this.imports.push({ path, line: this.line });
    return true;
  }

  private readName(): string | undefined {
    const start = this.at;
    const first = this.byte();
    if (first >= 48 && first <= 57) return undefined;
    while (isNameByte(this.byte())) this.at++;
    const name = this.bytes.toString('latin1', start, this.at);
    return name === '' || isKeyword(name) ? undefined : name;
  }

  private passWord(word: string): boolean {
    for (let index = 0; index < word.length; index++, this.at++) {
      if (this.byte() !== word.charCodeAt(index)) return false;
    }
    return !isNameByte(this.byte());
  }

  /** Up to the end of the line, with a comment or without; not beyond it. */
  private endStatement(): boolean {
    this.skipBlanks();
    const byte = this.byte();
    return byte === NEWLINE || (byte === SLASH && this.bytes[this.at + 1] === SLASH);
  }

  /** Blanks, newlines and comments; block comments only before the package clause, where they end no statement. */
  private skipBlock(): boolean {
    for (;;) {
      const byte = this.byte();
      if (byte === NEWLINE) this.passNewline();
      else if (byte === SPACE || byte === TAB) this.at++;
      else if (byte !== SLASH) return this.at < this.length;
      else if (!this.skipComment()) return false;
    }
  }

  private skipComment(): boolean {
    const second = this.bytes[this.at + 1];
    const isBlock = second === STAR;
    if (!isBlock && second !== SLASH) return false;
    if (isBlock && this.hasName) return false;
    this.at += 2;
    if (this.isNext('go:build') || this.isNext('line ')) return false;
    for (; ; this.at++) {
      const byte = this.byte();
      if (byte === NEWLINE) {
        if (!isBlock) return true;
        this.line++;
      } else if (byte === PLUS && this.isNext('+build')) return false;
      else if (!isPlain(byte)) return false;
      else if (isBlock && byte === STAR && this.bytes[this.at + 1] === SLASH) break;
    }
    this.at += 2;
    return this.at <= this.length;
  }

  private isNext(text: string): boolean {
    for (let index = 0; index < text.length; index++) {
      if (this.bytes[this.at + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  private isBlank(): boolean {
    const byte = this.byte();
    return byte === SPACE || byte === TAB;
  }

  private skipBlanks(): void {
    while (this.isBlank()) this.at++;
  }

  private passNewline(): void {
    this.at++;
    this.line++;
  }

  /** 0 at the end: a file that is not over yet may go on in any way. */
  private byte(): number {
    return this.at < this.length ? (this.bytes[this.at] ?? 0) : 0;
  }
}

/** ASCII that is no control character but a tab. */
function isPlain(byte: number): boolean {
  return (byte >= SPACE && byte < DELETE) || byte === TAB;
}

function isPathByte(byte: number): boolean {
  return isNameByte(byte) || byte === DOT || byte === SLASH || byte === 45; /* - */
}
