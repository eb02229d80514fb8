import { FaultKeeper } from './fault-keeper';
import { GoTokens, type GoComment } from './go-tokens';
import { isImportPath } from './import-path';
import { decodeBytes } from './text/bytes';
import { findIllegalCharacter } from './text/illegal-character';
import { unquote } from './text/string-literal';
import { lineAt } from './text/lines';
import type { SourceFault } from './go-file';

export interface ImportSpec {
  readonly path: string;
  /** Line of its name, or of its path where it has none. */
  readonly line: number;
  /** The comments that go/parser takes for its documentation: those of a lone spec may stand before `import`. */
  readonly doc: readonly GoComment[] | undefined;
}

export interface ImportSection {
  /** '' where the package clause is at fault. */
  readonly packageName: string;
  readonly imports: readonly ImportSpec[];
  readonly fault: SourceFault | undefined;
}

/** What go/parser says of a stretch of a Go file under ImportsOnly, and go/build's check of import paths. */
export function parseImports(source: string, from: number, end: number): ImportSection {
  const parser = new ImportParser(source, from, end);
  const packageName = parser.parseFile();
  parser.reportIllegalCharacter();
  const { imports, faults } = parser;
  const nameless = faults.offset !== undefined && faults.offset < parser.clauseEnd;
  return {
    packageName: nameless ? '' : packageName,
    imports,
    fault: faults.fault ?? invalidPath(imports),
  };
}

function invalidPath(imports: readonly ImportSpec[]): SourceFault | undefined {
  const invalid = imports.find(({ path }) => !isImportPath(path));
  return invalid && { line: invalid.line, message: `invalid import path: ${invalid.path}` };
}

class ImportParser {
  readonly faults = new FaultKeeper();
  readonly imports: ImportSpec[] = [];
  /** Behind the first token after the package clause: a fault before it leaves the file without a name. */
  clauseEnd: number;
  private readonly tokens: GoTokens;
  private failed = false;

  constructor(
    private readonly source: string,
    private readonly from: number,
    private readonly limit: number,
  ) {
    this.tokens = new GoTokens(source, from, limit, this.faults);
    this.clauseEnd = limit;
  }

  parseFile(): string {
    const { tokens } = this;
    tokens.next();
    // A fault before or in the first token is the only one that is told of a file that is likely no Go at all.
    if (!tokens.isKeyword('package')) this.reportIllegalCharacter();
    if (this.faults.fault !== undefined) return '';
    if (!tokens.isKeyword('package')) return this.fail("expected 'package'");
    tokens.next();
    const name = tokens.kind === 'name' ? decodeBytes(tokens.text()) : this.fail("expected 'IDENT'");
    if (!this.failed) tokens.next();
    this.passSemicolon();
    this.clauseEnd = this.failed ? this.limit + 1 : tokens.end + 1;
    if (this.faults.fault !== undefined) return '';
    while (!this.failed && tokens.isKeyword('import')) this.parseDeclaration();
    return name;
  }

  reportIllegalCharacter(): void {
    const found = findIllegalCharacter(this.source, this.from, Math.min(this.limit, this.tokens.end + 1));
    if (found !== undefined) this.faults.report(found.offset, this.lineOf(found.offset), found.message);
  }

  private lineOf(offset: number): number {
    return lineAt(this.source, offset);
  }

  private parseDeclaration(): void {
    const { tokens } = this;
    const keywordDoc = leadComment(tokens);
    tokens.next();
    if (!tokens.isSign('(')) {
      this.parseSpec(keywordDoc);
      return;
    }
    tokens.next();
    const first = this.imports.length;
    while (!this.failed && !tokens.isSign(')') && tokens.kind !== 'end') this.parseSpec(leadComment(tokens));
    if (this.failed) return;
    if (tokens.kind === 'end') {
      this.fail("expected ')'");
      return;
    }
    tokens.next();
    this.passSemicolon();
    const lone = this.imports[first];
    if (lone !== undefined && this.imports.length === first + 1 && lone.doc === undefined) {
      this.imports[first] = { ...lone, doc: keywordDoc };
    }
  }

  private parseSpec(doc: ImportSpec['doc']): void {
    const { tokens } = this;
    const { line } = tokens;
    if (tokens.kind === 'name' || tokens.isSign('.')) tokens.next();
    if (tokens.kind !== 'string') {
      const isLiteral = tokens.kind === 'literal' || tokens.kind === 'name';
      this.fail(isLiteral ? 'import path must be a string' : 'missing import path');
      return;
    }
    this.imports.push({ path: unquote(tokens.text()), line, doc });
    tokens.next();
    this.passSemicolon();
  }

  /** go/parser/parser.go: expectSemi. */
  private passSemicolon(): void {
    const { tokens } = this;
    if (this.failed || tokens.isSign(')') || tokens.isSign('}')) return;
    if (tokens.kind === 'newline' || tokens.isSign(';')) tokens.next();
    else this.fail("expected ';'");
  }

  private fail(message: string): '' {
    const { tokens } = this;
    const found = message.startsWith('expected') ? `, found ${tokens.describe()}` : '';
    this.faults.reportUnlessSameLine(tokens.start, tokens.line, `${message}${found}`);
    this.failed = true;
    return '';
  }
}

/** The comment group that ends on the line before a token and shares no line with the one before (go/parser: next). */
function leadComment({ comments, previousLine, line }: GoTokens): readonly GoComment[] | undefined {
  if (comments.length === 0) return undefined;
  let at = comments[0]?.line === previousLine ? groupEnd(comments, 0, 0) : 0;
  let group = at;
  while (at < comments.length) {
    group = at;
    at = groupEnd(comments, at, 1);
  }
  return comments[at - 1]?.endLine === line - 1 && group < at ? comments.slice(group, at) : undefined;
}

/** Index behind the group that begins at an index, whose comments are at most so many lines apart. */
function groupEnd(comments: readonly GoComment[], from: number, distance: number): number {
  let at = from;
  let endLine = comments[from]?.line ?? 0;
  for (; at < comments.length; at++) {
    const comment = comments[at];
    if (comment === undefined || comment.line > endLine + distance) break;
    endLine = comment.endLine;
  }
  return at;
}
