/**
 * The objects of a stream as `go list -json` prints it: each starts at a line that is exactly `{` and ends at a line
 * that is exactly `}`. What stands between objects is not JSON's and fails.
 */
export function parseJsonStream(text: string): unknown[] {
  const objects: unknown[] = [];
  const end = text.length;
  let start = 0;
  while (start < end) {
    const close = text.indexOf('\n}\n', start);
    const stop = close === -1 ? end : close + 3;
    const part = text.slice(start, stop);
    if (part.trim() !== '') objects.push(JSON.parse(part));
    start = stop;
  }
  return objects;
}
