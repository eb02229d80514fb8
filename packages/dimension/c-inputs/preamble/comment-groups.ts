import { scanGo, type GoToken } from './scan-go';

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
  let previousLine = 0;
  for (const token of scanGo(source)) {
    const { kind, text } = token;
    if (kind === 'comment') {
      comments.push(token);
      continue;
    }
    yield { kind, text, doc: leadComment(comments, previousLine, token.line) };
    comments = [];
    // An automatic semicolon stands on the last line of the token before it.
    previousLine = token.endLine;
  }
}

function leadComment(comments: readonly GoToken[], previousLine: number, line: number): string[] | undefined {
  const after = comments.slice(sameLineGroup(comments, previousLine));
  let group: GoToken[] = [];
  for (const comment of after) {
    const last = group.at(-1);
    if (last !== undefined && comment.line > last.endLine + 1) group = [];
    group.push(comment);
  }
  return group.at(-1)?.endLine === line - 1 ? group.map(({ text }) => text) : undefined;
}

/** How many comments go on from the line of the token before: such a group is no documentation of what follows. */
function sameLineGroup(comments: readonly GoToken[], previousLine: number): number {
  let endLine = previousLine;
  let count = 0;
  for (const comment of comments) {
    if (comment.line > endLine) break;
    endLine = comment.endLine;
    count++;
  }
  return count;
}
