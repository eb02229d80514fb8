import { isNameByte } from './text/characters';

/** How far the go command reads a Go file, and why it stops there. */
export interface HeaderExtent {
  /** Index behind what it hands to its parser. */
  readonly end: number;
  /**
   * `complete`: a character that begins no import stands at `end`. `end-of-file`: there was none. `malformed`: no import
   * section that the reader knows, so the parser is given the whole file. `nul`: a NUL byte, at `end`, among what was read.
   */
  readonly outcome: 'complete' | 'end-of-file' | 'malformed' | 'nul';
}

/** Follows go/build/read.go: readGoInfo, byte by byte. `start` is behind a byte order mark. */
export function findHeader(source: string, start: number): HeaderExtent {
  const reader = new HeaderReader(source, start);
  const wellFormed = reader.readImportSection();
  const nul = source.slice(start, reader.at + 1).indexOf('\0');
  if (nul !== -1) return { end: start + nul, outcome: 'nul' };
  if (!wellFormed) return { end: source.length, outcome: 'malformed' };
  const atEnd = reader.at >= source.length;
  return { end: Math.min(reader.at, source.length), outcome: atEnd ? 'end-of-file' : 'complete' };
}

/** Each method reads one thing and answers whether it was there; on a no, `at` is the last byte that was looked at. */
class HeaderReader {
  constructor(
    private readonly source: string,
    public at: number,
  ) {}

  readImportSection(): boolean {
    if (!this.readKeyword('package') || !this.readName()) return false;
    for (;;) {
      if (!this.skipSpace()) return false;
      if (this.source.charCodeAt(this.at) !== 105 /* i */) return true;
      if (!this.readImport()) return false;
    }
  }

  private readImport(): boolean {
    if (!this.readKeyword('import') || !this.skipSpace()) return false;
    if (this.source.charCodeAt(this.at) !== 40 /* ( */) return this.readSpec();
    this.at++;
    for (;;) {
      if (!this.skipSpace()) return false;
      if (this.source.charCodeAt(this.at) === 41 /* ) */) break;
      if (!this.readSpec()) return false;
    }
    this.at++;
    return true;
  }

  private readSpec(): boolean {
    if (!this.skipSpace()) return false;
    const first = this.source.charCodeAt(this.at);
    if (first === 46 /* . */) this.at++;
    else if (isNameStart(first)) this.skipName();
    return this.skipSpace() && this.readString();
  }

  /** A semicolon is a space to this reader, and so is a form feed. */
  private skipSpace(): boolean {
    const { source } = this;
    for (;;) {
      const code = source.charCodeAt(this.at);
      if (code === 10 || code === 32 || code === 9 || code === 13 || code === 59 || code === 12) this.at++;
      else if (code !== 47 /* slash */) return true;
      else if (!this.skipComment()) return false;
    }
  }

  private skipComment(): boolean {
    const second = this.source.charCodeAt(this.at + 1);
    const isLine = second === 47;
    if (!isLine && second !== 42 /* * */) {
      this.at++;
      return false;
    }
    const close = this.source.indexOf(isLine ? '\n' : '*/', this.at + 2);
    if (close === -1) this.at = this.source.length;
    else this.at = isLine ? close : close + 2;
    return isLine || close !== -1;
  }

  private readKeyword(keyword: string): boolean {
    if (!this.skipSpace()) return false;
    for (let index = 0; index < keyword.length; index++, this.at++) {
      if (this.source.charCodeAt(this.at) !== keyword.charCodeAt(index)) return false;
    }
    return !isNameStart(this.source.charCodeAt(this.at));
  }

  private readName(): boolean {
    if (!this.skipSpace() || !isNameStart(this.source.charCodeAt(this.at))) return false;
    this.skipName();
    return true;
  }

  private skipName(): void {
    while (isNameStart(this.source.charCodeAt(this.at))) this.at++;
  }

  private readString(): boolean {
    const { source } = this;
    const quote = source.charCodeAt(this.at);
    if (quote === 96 /* ` */) {
      const close = source.indexOf('`', this.at + 1);
      this.at = close === -1 ? source.length : close + 1;
      return close !== -1;
    }
    if (quote !== 34 /* " */) return false;
    for (this.at++; this.at < source.length; this.at++) {
      const code = source.charCodeAt(this.at);
      if (code === 10) return false;
      if (code === 92 /* \ */) this.at++;
      if (code === 34) {
        this.at++;
        return true;
      }
    }
    return false;
  }
}

function isNameStart(code: number): boolean {
  return isNameByte(code) || code >= 0x80;
}
