/** What marks a directive, at the beginning of a line (cmd/go/internal/generate: isGoGenerate). */
export const GENERATE_MARK = '//go:generate';

/**
 * The `//go:generate` lines of a file, in their order, without the mark. `source` is its bytes, one character each; the go command
 * looks at lines alone, whatever they are part of.
 */
export function findGenerate(source: string): string[] {
  const found: string[] = [];
  for (let at = source.indexOf(GENERATE_MARK); at !== -1; at = source.indexOf(GENERATE_MARK, at + 1)) {
    if (at > 0 && source[at - 1] !== '\n') continue;
    const end = source.indexOf('\n', at);
    // Without a line feed the directive is malformed, which the go command says when it comes to it.
    const line = source.slice(at + GENERATE_MARK.length, end === -1 ? undefined : end);
    if (!/^[ \t]/.test(line)) continue;
    found.push(Buffer.from(line, 'latin1').toString('utf8').trim());
  }
  return found;
}
