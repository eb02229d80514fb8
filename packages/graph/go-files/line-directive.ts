/** The largest line and column of a directive (go/scanner/scanner.go: updateLineInfo). */
const LARGEST = 2 ** 30;

/** What is wrong with a comment that begins with `//line ` or with the same in a block comment, if anything is. */
export function lineDirectiveFault(comment: string): { offset: number; message: string } | undefined {
  const whole = comment.startsWith('/*') ? comment.slice(0, -2) : comment.replace(/\r$/, '');
  const last = trailingNumber(whole, whole.length);
  if (last === undefined) return undefined;
  const invalid = { offset: last.start, message: `invalid line number: ${whole.slice(last.start)}` };
  if (last.value === undefined) return invalid;
  const before = trailingNumber(whole, last.start - 1);
  if (before?.value === undefined) return inRange(last.value) ? undefined : invalid;
  if (!inRange(last.value))
    return { ...invalid, message: `invalid column number: ${whole.slice(last.start)}` };
  return inRange(before.value)
    ? undefined
    : { offset: before.start, message: `invalid line number: ${whole.slice(before.start)}` };
}

function trailingNumber(text: string, end: number): { start: number; value: number | undefined } | undefined {
  const start = text.lastIndexOf(':', end - 1) + 1;
  if (start <= 7 || end < 8) return undefined;
  const digits = text.slice(start, end);
  return { start, value: /^[0-9]+$/.test(digits) ? Number(digits) : undefined };
}

function inRange(value: number): boolean {
  return value > 0 && value <= LARGEST;
}
