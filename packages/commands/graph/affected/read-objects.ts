import type { Git } from './git';

/** Contents of objects, by their names; of text that is not UTF-8, what is not comes as replacement characters. */
export async function readObjects(git: Git, objects: readonly string[]): Promise<Map<string, string>> {
  const names = [...new Set(objects)];
  const contents = new Map<string, string>();
  if (names.length === 0) return contents;
  const text = await git.ask(['cat-file', '--batch'], `${names.join('\n')}\n`);
  // Sizes count bytes of what may be no text, so that the next header is looked for instead.
  let at = 0;
  for (const [index, name] of names.entries()) {
    const start = text.indexOf('\n', at) + 1;
    const next = names[index + 1];
    const end = next === undefined ? text.length - 1 : text.indexOf(`\n${next} `, start - 1);
    contents.set(name, text.slice(start, Math.max(end, start)));
    at = end + 1;
  }
  return contents;
}
