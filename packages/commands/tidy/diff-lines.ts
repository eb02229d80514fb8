/**
 * The lines that two texts differ in, in the form of a unified diff without context; '' where they are equal.
 *
 * @param name of the file, as it stands in the heading
 */
export function diffLines(name: string, before: string, after: string): string {
  if (before === after) return '';
  const [old, made] = [before, after].map((text) => text.split(/(?<=\n)/).filter(Boolean));
  const hunks = changesOf(old ?? [], made ?? []).map(({ at, to, removed, added }) =>
    [
      `@@ -${at + 1},${removed.length} +${to + 1},${added.length} @@\n`,
      ...removed.map((line) => `-${ended(line)}`),
      ...added.map((line) => `+${ended(line)}`),
    ].join(''),
  );
  return `--- current/${name}\n+++ tidy/${name}\n${hunks.join('')}`;
}

interface Change {
  /** Index of its first line in the old text, and in the new one. */
  readonly at: number;
  readonly to: number;
  readonly removed: string[];
  readonly added: string[];
}

/** By the longest common subsequence of what is left when equal beginnings and ends are taken off. */
function changesOf(old: readonly string[], made: readonly string[]): Change[] {
  let start = 0;
  while (start < old.length && old[start] === made[start]) start++;
  let [oldEnd, madeEnd] = [old.length, made.length];
  while (oldEnd > start && madeEnd > start && old[oldEnd - 1] === made[madeEnd - 1]) {
    oldEnd--;
    madeEnd--;
  }
  const common = commonLengths(old.slice(start, oldEnd), made.slice(start, madeEnd));
  const changes: Change[] = [];
  let current: Change | undefined;
  for (let [at, to] = [start, start]; at < oldEnd || to < madeEnd;) {
    if (at < oldEnd && to < madeEnd && old[at] === made[to]) {
      current = undefined;
      at++;
      to++;
      continue;
    }
    if (current === undefined) changes.push((current = { at, to, removed: [], added: [] }));
    const [below, right] = [
      common[at - start + 1]?.[to - start] ?? 0,
      common[at - start]?.[to - start + 1] ?? 0,
    ];
    if (at < oldEnd && (to >= madeEnd || below >= right)) current.removed.push(old[at++] ?? '');
    else current.added.push(made[to++] ?? '');
  }
  return changes;
}

/** How many lines are common from each pair of positions on. */
function commonLengths(old: readonly string[], made: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(made.length + 1));
  for (let at = old.length - 1; at >= 0; at--) {
    for (let to = made.length - 1; to >= 0; to--) {
      const [row, next] = [table[at] as Uint32Array, table[at + 1] as Uint32Array];
      row[to] = old[at] === made[to] ? (next[to + 1] ?? 0) + 1 : Math.max(next[to] ?? 0, row[to + 1] ?? 0);
    }
  }
  return table;
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n`;
}
