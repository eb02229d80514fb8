import { documentedTokens, type DocumentedToken } from './comment-groups';

/** What cmd/cgo takes from a Go file for the C compiler. */
export interface Preamble {
  /** Text of each documentation of an `import "C"`, markers taken off. */
  readonly pieces: readonly string[];
  /** Whether a function of the file is exported: then the preamble is part of `_cgo_export.h`. */
  readonly hasExports: boolean;
}

/**
 * Reads the C preamble of a Go file exactly as cmd/cgo does (cmd/cgo/ast.go: ParseGo, commentText): from the
 * documentation of the import spec, or of the declaration when that has one spec. `` import `C` `` is none to cgo.
 */
export function readPreamble(source: string): Preamble {
  const tokens = documentedTokens(source);
  const pieces: string[] = [];
  let token = afterPackageClause(tokens);
  while (token?.text === 'import') token = readImport(token, tokens, pieces);
  return { pieces, hasExports: source.includes('//export ') && hasExportedFunction(token, tokens) };
}

type Tokens = Iterator<DocumentedToken, void>;
type Next = DocumentedToken | undefined;

interface ImportSpec {
  readonly path: string;
  readonly doc: readonly string[] | undefined;
}

function afterPackageClause(tokens: Tokens): Next {
  advance(tokens); // package
  advance(tokens); // its name
  return skipSemicolon(advance(tokens), tokens);
}

/** Reads one import declaration and returns the token behind it. */
function readImport(keyword: DocumentedToken, tokens: Tokens, pieces: string[]): Next {
  const specs: ImportSpec[] = [];
  let token = advance(tokens);
  if (token?.text === '(') {
    token = advance(tokens);
    while (token !== undefined && token.text !== ')') token = readSpec(token, token.doc, tokens, specs);
    token = skipSemicolon(advance(tokens), tokens);
  } else if (token !== undefined) {
    token = readSpec(token, undefined, tokens, specs);
  }
  for (const { path, doc } of specs) {
    const comments = doc ?? (specs.length === 1 ? keyword.doc : undefined);
    if (path === '"C"' && comments !== undefined) pieces.push(comments.map(commentText).join(''));
  }
  return token;
}

function readSpec(first: DocumentedToken, doc: ImportSpec['doc'], tokens: Tokens, specs: ImportSpec[]): Next {
  const named = first.kind === 'word' || first.text === '.';
  const path = named ? advance(tokens) : first;
  specs.push({ path: path?.text ?? '', doc });
  return skipSemicolon(advance(tokens), tokens);
}

function commentText(comment: string): string {
  return comment.startsWith('//') ? `${comment.slice(2)}\n` : comment.slice(2, -2);
}

function hasExportedFunction(from: Next, tokens: Tokens): boolean {
  let depth = 0;
  for (let token = from; token !== undefined; token = advance(tokens)) {
    if (token.kind === 'other' && '([{'.includes(token.text)) depth++;
    if (token.kind === 'other' && ')]}'.includes(token.text)) depth--;
    if (depth !== 0 || token.text !== 'func') continue;
    if (token.doc?.some((comment) => comment.startsWith('//export ')) === true) return true;
  }
  return false;
}

function skipSemicolon(token: Next, tokens: Tokens): Next {
  return token?.text === ';' ? advance(tokens) : token;
}

function advance(tokens: Tokens): Next {
  const { done, value } = tokens.next();
  return done === true ? undefined : value;
}
