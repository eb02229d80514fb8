import { scanGo, type GoToken } from '../../scan-go';

/** Keywords behind which an import section or a declaration goes on. */
const KEYWORDS = new Set(['package', 'import', 'const', 'var', 'type', 'func']);

/** A token with the comment group that go/parser takes for its documentation. */
export interface DocumentedToken {
  readonly kind: 'string' | 'word' | 'other';
  readonly text: string;
  /** Comments as written, in order; undefined when no group ends on the line right before the token. */
  readonly doc: readonly string[] | undefined;
}

/** The tokens of a Go file that are not comments, each with its lead comment (go/parser/parser.go: next). */
export function* documentedTokens(source: string): Generator<DocumentedToken, void, undefined> {
  let comments: GoToken[] = [];
  let previous: GoToken | undefined;
  for (const token of scanGo(source)) {
    const { kind, text } = token;
    if (kind === 'comment') {
      comments.push(token);
      continue;
    }
    yield { kind, text, doc: leadComment(comments, previous, token.line) };
    comments = [];
    previous = token;
  }
}

function leadComment(
  comments: readonly GoToken[],
  previous: GoToken | undefined,
  line: number,
): string[] | undefined {
  const after = comments.slice(previous === undefined ? 0 : sameLineGroup(comments, previous));
  let group: GoToken[] = [];
  for (const comment of after) {
    const last = group.at(-1);
    if (last !== undefined && comment.line > last.endLine + 1) group = [];
    group.push(comment);
  }
  return group.at(-1)?.endLine === line - 1 ? group.map(({ text }) => text) : undefined;
}

/** How many comments go on from the line of the token before: such a group is no documentation of what follows. */
function sameLineGroup(comments: readonly GoToken[], previous: GoToken): number {
  let endLine = previous.endLine;
  let count = 0;
  for (const comment of comments) {
    if (comment.line > endLine) break;
    endLine = comment.endLine;
    count++;
    // A newline in a comment ends the statement, and with it the group (go/scanner, "COMMENT then SEMICOLON").
    if (comment.endLine > comment.line && endsStatement(previous)) break;
  }
  return count;
}

/** Whether a newline behind the token is a semicolon (Go specification, "Semicolons"). */
function endsStatement({ kind, text }: GoToken): boolean {
  if (kind === 'word') return !KEYWORDS.has(text);
  return kind === 'string' || ')]}'.includes(text);
}
