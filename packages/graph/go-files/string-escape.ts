const SIMPLE = 'abfnrtv\\';

/**
 * Passes an escape whose backslash stands before `at`, and gives the index behind it: that of the offending character where
 * it is malformed (go/scanner/scanner.go: scanEscape).
 */
export function skipEscape(
  source: string,
  at: number,
  limit: number,
  quote: number,
  report: (offset: number, message: string) => void,
): number {
  const first = at < limit ? source.charAt(at) : '';
  if (first !== '' && (SIMPLE.includes(first) || first.charCodeAt(0) === quote)) return at + 1;
  const form = formOf(first);
  if (form === undefined) {
    report(at, first === '' ? 'escape sequence not terminated' : 'unknown escape sequence');
    return at;
  }
  let value = 0;
  let end = form.from + at;
  for (const stop = end + form.digits; end < stop; end++) {
    const digit = end < limit ? parseInt(source.charAt(end), form.base) : NaN;
    if (Number.isNaN(digit)) {
      report(end, end < limit ? 'illegal character in escape sequence' : 'escape sequence not terminated');
      return end;
    }
    value = value * form.base + digit;
  }
  const isSurrogate = value >= 0xd800 && value < 0xe000;
  if (value > form.largest || isSurrogate) report(at, 'escape sequence is invalid Unicode code point');
  return end;
}

interface EscapeForm {
  readonly base: number;
  readonly digits: number;
  readonly largest: number;
  /** Where its digits begin, counted from the character behind the backslash. */
  readonly from: number;
}

function formOf(first: string): EscapeForm | undefined {
  if (first >= '0' && first <= '7') return { base: 8, digits: 3, largest: 255, from: 0 };
  if (first === 'x') return { base: 16, digits: 2, largest: 255, from: 1 };
  if (first === 'u') return { base: 16, digits: 4, largest: 0x10ffff, from: 1 };
  if (first === 'U') return { base: 16, digits: 8, largest: 0x10ffff, from: 1 };
  return undefined;
}
