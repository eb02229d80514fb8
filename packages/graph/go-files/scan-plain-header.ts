import type { GoFile, GoImport } from './go-file';
import { isKeyword } from './go-tokens';

const [NEWLINE, OPEN, CLOSE, SLASH, SEMICOLON] = [10, 40, 41, 47, 59];
const FIRST_OF_IMPORT = 105;

// Comments of printable ASCII that are no build constraint and no line directive.
const LINE_COMMENT = String.raw`\/\/(?!go:build|line )[\t -*,-~]*(?:\+(?!build)[\t -*,-~]*)*\n`;
const BLOCK_COMMENT = String.raw`\/\*(?!go:build|line )[\t\n -),-~]*(?:(?:\*(?!\/)|\+(?!build))[\t\n -),-~]*)*\*\/`;
/** Block comments only before the package clause, where they end no statement. */
const BEFORE_PACKAGE = new RegExp(`(?:[ \\t\\n]+|${LINE_COMMENT}|${BLOCK_COMMENT})*`, 'y');
const BETWEEN_TOKENS = new RegExp(`(?:[ \\t\\n]+|${LINE_COMMENT})*`, 'y');
const PACKAGE_CLAUSE = /package[ \t]+([A-Za-z_]\w*)/y;
const IMPORT = /import(?!\w)[ \t]*/y;
const IMPORT_SPEC = /(?:\.|([A-Za-z_]\w*))?[ \t]*"([\w./-]+)"[ \t]*/y;
const END_OF_STATEMENT = /[ \t]*(?=\n|\/\/)/y;
const PRINTABLE = /[ -~]/y;

/**
 * What scanGoFilePrefix says of the beginning of a file, for the files that nearly all are: ASCII, formatted as gofmt does, with a
 * package clause and imports that it has no fault to find with, without build constraint, cgo or `embed`. Undefined for all
 * others, which is no judgement. It is a few regular expressions since those are compiled at once, where a loop over characters
 * is interpreted for the first of thousands of files.
 */
export function scanPlainHeader(text: string): GoFile | undefined {
  const clause = matchAt(PACKAGE_CLAUSE, text, endOf(BEFORE_PACKAGE, text, 0));
  const packageName = clause?.[1];
  if (packageName === undefined || isKeyword(packageName)) return undefined;
  let at = endOf(END_OF_STATEMENT, text, PACKAGE_CLAUSE.lastIndex);
  const imports: GoImport[] = [];
  const lines = new LineCounter(text);
  for (;;) {
    if (at === -1) return undefined;
    at = endOf(BETWEEN_TOKENS, text, at);
    const next = text.charCodeAt(at);
    if (next !== FIRST_OF_IMPORT) {
      const isCertain = next !== SLASH && next !== SEMICOLON && endOf(PRINTABLE, text, at) !== -1;
      return isCertain ? { packageName, imports } : undefined;
    }
    at = readDeclaration(text, endOf(IMPORT, text, at), imports, lines);
  }
}

/** Returns where it ends, or -1 where the file is no plain one. */
function readDeclaration(text: string, start: number, imports: GoImport[], lines: LineCounter): number {
  if (start === -1) return -1;
  if (text.charCodeAt(start) !== OPEN) {
    return endOf(END_OF_STATEMENT, text, readSpec(text, start, imports, lines));
  }
  for (let at = start + 1; ;) {
    at = endOf(BETWEEN_TOKENS, text, at);
    if (text.charCodeAt(at) === CLOSE) return endOf(END_OF_STATEMENT, text, at + 1);
    at = readSpec(text, at, imports, lines);
    if (text.charCodeAt(at) !== CLOSE) at = endOf(END_OF_STATEMENT, text, at);
    if (at === -1) return -1;
  }
}

function readSpec(text: string, start: number, imports: GoImport[], lines: LineCounter): number {
  const [, name, path] = matchAt(IMPORT_SPEC, text, start) ?? [];
  if (path === undefined || path === 'C' || path === 'embed') return -1;
  if (name !== undefined && isKeyword(name)) return -1;
  imports.push({ path, line: lines.at(start) });
  return IMPORT_SPEC.lastIndex;
}

/** Where a match that begins at a place ends; -1 where there is none, or no place. */
function endOf(sticky: RegExp, text: string, at: number): number {
  if (at === -1) return -1;
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : -1;
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

/** Lines of places that are asked for in their order. */
class LineCounter {
  private line = 1;
  private from = 0;

  constructor(private readonly text: string) {}

  at(place: number): number {
    for (; this.from < place; this.from++) if (this.text.charCodeAt(this.from) === NEWLINE) this.line++;
    return this.line;
  }
}
