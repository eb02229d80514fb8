/**
 * The checksums of a go.sum or go.work.sum, by `path version` for a module and `path version/go.mod` for its go.mod
 * alone (cmd/go/internal/modfetch/fetch.go: readGoSum). Lines that are none are left out; of two, the first counts.
 */
export function parseGoSum(text: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (let start = 0; start < text.length;) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const [path, version, sum, ...more] = text.slice(start, end).trim().split(/\s+/);
    start = end + 1;
    if (version === undefined || sum?.startsWith('h1:') !== true || more.length > 0) continue;
    const key = `${path} ${version}`;
    if (!sums.has(key)) sums.set(key, sum);
  }
  return sums;
}
