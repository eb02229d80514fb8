/** Sorts names by their bytes in UTF-8, as Go sorts them: that is by their UTF-16 units unless some have two. */
export function sortNames(names: string[]): string[] {
  if (names.length < 2) return names;
  const isPlain = !/[\ud800-\udfff]/.test(names.join(''));
  return isPlain ? names.sort() : names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
