import { lexLine } from './lex-line';
import type { ModFileFault } from './mod-file';

/** A directive; those of a block each with the block's verb. */
export interface Statement {
  readonly verb: string;
  /** In Go's quotes where they were written so. */
  readonly words: readonly string[];
  /** What follows `//` on the same line. */
  readonly comment?: string;
  /** From 1. */
  readonly line: number;
}

export interface Statements {
  readonly statements: readonly Statement[];
  readonly faults: ModFileFault[];
}

interface Block {
  /** Undefined for a block that may not be: its lines do not count. */
  readonly verb: string | undefined;
  readonly line: number;
}

/**
 * The statements of a go.mod or go.work (golang.org/x/mod/modfile/read.go: parseFile).
 *
 * @param blockVerbs which directives may be blocks
 */
export function readStatements(text: string, blockVerbs: ReadonlySet<string>): Statements {
  const statements: Statement[] = [];
  const faults: ModFileFault[] = [];
  let block: Block | undefined;
  let line = 0;
  for (let start = 0; start < text.length; line++) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const lexed = lexLine(text, start, end);
    start = end + 1;
    if (lexed.fault !== undefined) faults.push({ line: line + 1, message: lexed.fault });
    const { words, comment } = lexed;
    const [first] = words;
    if (first === undefined) continue;
    if (block !== undefined) {
      if (first === ')') {
        block = undefined;
        if (words.length > 1)
          faults.push({ line: line + 1, message: 'syntax error (expected newline after closing paren)' });
      } else if (block.verb !== undefined) {
        statements.push({ verb: block.verb, words, comment, line: line + 1 });
      }
      continue;
    }
    const head = blockHead(words);
    if (head === undefined) {
      statements.push({ verb: first, words: words.slice(1), comment, line: line + 1 });
      continue;
    }
    const isKnown = head.length === 1 && blockVerbs.has(first);
    if (!isKnown) faults.push({ line: line + 1, message: `unknown block type: ${head.join(' ')}` });
    if (words.at(-1) === '(') block = { verb: isKnown ? first : undefined, line: line + 1 };
  }
  if (block !== undefined)
    faults.push({ line, message: `syntax error (unterminated block started in line ${block.line})` });
  return { statements, faults };
}

/** What stands before the parenthesis that opens a block, or before the two of an empty one; undefined without a block. */
function blockHead(words: readonly string[]): readonly string[] | undefined {
  const last = words.at(-1);
  if (words.length > 1 && last === '(') return words.slice(0, -1);
  if (words.length > 2 && last === ')' && words.at(-2) === '(') return words.slice(0, -2);
  return undefined;
}
