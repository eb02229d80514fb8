/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return 1 + countNewlines(text, 0, offset);
}

export function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
