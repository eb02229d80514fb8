import type { Tree } from '@nx/devkit';

/** Adds those lines to an ignore file that are not in it, in whatever form, under a comment. */
export function addLines(tree: Tree, file: string, comment: string, lines: readonly string[]): void {
  const text = tree.exists(file) ? (tree.read(file, 'utf8') ?? '') : '';
  const there = new Set(text.split(/\r?\n/).map(plain));
  // A rule for a directory above is one for what is in it.
  const missing = lines.filter((line) => !partsOf(line).some((part) => there.has(plain(part))));
  if (missing.length === 0) return;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' ? '' : text.endsWith('\n') ? text + lineEnd : text + lineEnd + lineEnd;
  tree.write(file, before + [`# ${comment}`, ...missing, ''].join(lineEnd));
}

/** `.nx/cache` is ignored by `.nx` as well. */
function partsOf(line: string): string[] {
  const parts = line.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** `/dist/`, `dist/` and `**\/dist` ignore a `dist` at the root alike. */
function plain(line: string): string {
  return line
    .trim()
    .replace(/^(\*\*)?\//, '')
    .replace(/\/(\*\*?)?$/, '');
}
