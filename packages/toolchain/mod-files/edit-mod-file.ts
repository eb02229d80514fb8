import { lexLine } from './lex-line';
import { unquoteWord } from './unquote';

/** A block, `verb ( … )`, by the indices of its lines. */
interface Block {
  readonly verb: string;
  readonly start: number;
  readonly end: number;
}

interface Entry {
  readonly verb: string;
  readonly line: number;
  /** Index of its block among the blocks; undefined for a line by itself. */
  readonly block: number | undefined;
  readonly words: readonly string[];
}

interface Layout {
  /** Without line feeds; those of Windows keep their carriage returns. */
  readonly lines: readonly string[];
  readonly blocks: readonly Block[];
  readonly entries: readonly Entry[];
}

/**
 * Adds a directive to the text of a go.mod or go.work, and leaves every other line as it is: into the last block of its
 * verb, after what comes before it in the order of the alphabet; else behind the last line of its verb; else at the end.
 *
 * @param words as parsed; they get quotes where they need some
 * @param comment what follows `//`
 */
export function addDirective(text: string, verb: string, words: readonly string[], comment?: string): string {
  const layout = layOut(text);
  const { blocks, entries } = layout;
  const written = [...words.map(quoteWord), ...(comment === undefined ? [] : [`// ${comment}`])].join(' ');
  const block = blocks.findLastIndex((one) => one.verb === verb);
  const start = blocks[block]?.start;
  if (start !== undefined) {
    const before = entries.filter(
      (entry) => entry.block === block && plainWords(entry.words).join(' ') <= words.join(' '),
    );
    return insertAfter(layout, before.at(-1)?.line ?? start, [`\t${written}`]);
  }
  const last = entries.filter((entry) => entry.verb === verb).at(-1);
  if (last !== undefined) return insertAfter(layout, last.line, [`${verb} ${written}`]);
  const end = layout.lines.findLastIndex((line) => line.trim() !== '');
  return insertAfter(layout, end, [...(end === -1 ? [] : ['']), `${verb} ${written}`]);
}

/**
 * Takes a line away, with what follows `//` on it; and its block, if nothing else is in it, not even a comment.
 *
 * @param line from 1
 */
export function removeDirective(text: string, line: number): string {
  const { lines, blocks } = layOut(text);
  const index = line - 1;
  const block = blocks.find(({ start, end }) => start < index && index < end);
  const isLast =
    block !== undefined &&
    lines
      .slice(block.start + 1, block.end)
      .every((one, at) => at + block.start + 1 === index || one.trim() === '');
  const [start, end] = isLast ? [block.start, block.end] : [index, index];
  // Of the blank lines around what stood by itself, one is enough.
  const isAlone = lines[start - 1]?.trim() === '' && (lines[end + 1] ?? '').trim() === '';
  return [...lines.slice(0, isAlone ? start - 1 : start), ...lines.slice(end + 1)].join('\n');
}

/** Sets the `go` line, or adds one where there is none. */
export function setGoDirective(text: string, version: string): string {
  const layout = layOut(text);
  const { entries } = layout;
  const given = entries.find(({ verb }) => verb === 'go');
  if (given !== undefined) return replaceWord(layout, given, 0, version);
  const module = entries.find(({ verb }) => verb === 'module');
  if (module !== undefined) {
    const end = module.block === undefined ? module.line : (layout.blocks[module.block]?.end ?? module.line);
    return insertAfter(layout, end, ['', `go ${version}`]);
  }
  return text.trim() === '' ? `go ${version}\n` : insertAfter(layout, -1, [`go ${version}`, '']);
}

/**
 * Puts another word in the place of the last one of a directive: the directory of a `replace`, or of a `use`.
 *
 * @param line from 1
 */
export function setLastWord(text: string, line: number, word: string): string {
  const layout = layOut(text);
  const entry = layout.entries.find((one) => one.line === line - 1);
  return entry === undefined ? text : replaceWord(layout, entry, entry.words.length - 1, quoteWord(word));
}

function layOut(text: string): Layout {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  const entries: Entry[] = [];
  let open: { verb: string; start: number } | undefined;
  for (const [line, content] of lines.entries()) {
    const { words } = lexLine(content, 0, content.length);
    const [first] = words;
    if (first === undefined) continue;
    if (open !== undefined) {
      if (first === ')') {
        blocks.push({ ...open, end: line });
        open = undefined;
      } else entries.push({ verb: open.verb, line, block: blocks.length, words });
    } else if (words.length === 2 && words[1] === '(') open = { verb: first, start: line };
    else if (words.length > 2 && words.at(-1) === ')' && words.at(-2) === '(') continue;
    else entries.push({ verb: first, line, block: undefined, words: words.slice(1) });
  }
  return { lines, blocks, entries };
}

function insertAfter({ lines }: Layout, line: number, added: readonly string[]): string {
  const isOfWindows = lines[0]?.endsWith('\r') === true;
  const ended = added.map((one) => (isOfWindows ? `${one}\r` : one));
  const after = lines.slice(line + 1);
  // The last line may have no end.
  const ending = after.length === 0 ? [''] : [];
  return [...lines.slice(0, line + 1), ...ended, ...after, ...ending].join('\n');
}

function replaceWord({ lines }: Layout, entry: Entry, index: number, word: string): string {
  const line = lines[entry.line] ?? '';
  const before = entry.block === undefined ? [entry.verb, ...entry.words] : entry.words;
  let at = 0;
  for (const one of before.slice(0, before.length - entry.words.length + index))
    at = line.indexOf(one, at) + one.length;
  const old = entry.words[index] ?? '';
  const start = line.indexOf(old, at);
  const changed = line.slice(0, start) + word + line.slice(start + old.length);
  return [...lines.slice(0, entry.line), changed, ...lines.slice(entry.line + 1)].join('\n');
}

function plainWords(words: readonly string[]): string[] {
  return words.map((word) => unquoteWord(word) ?? word);
}

/** golang.org/x/mod/modfile/rule.go: AutoQuote, MustQuote. */
function quoteWord(word: string): string {
  const mustQuote = word === '' || /[\s"'`()[\]{},]|\/\/|\/\*|[^\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(word);
  return mustQuote && word !== '=>' ? JSON.stringify(word) : word;
}
