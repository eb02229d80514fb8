const ESCAPE =
  /\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|([0-3][0-7]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[^])/g;
const NAMED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/**
 * What a word of a go.mod stands for; undefined where Go refuses it: only words in double quotes may have quotes
 * (golang.org/x/mod/modfile/rule.go: parseString; strconv.Unquote).
 */
export function unquoteWord(word: string): string | undefined {
  if (!/["'`]/.test(word)) return word;
  if (!/^"(?:[^"\\]|\\[^])*"$/.test(word)) return undefined;
  const inner = word.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  let isValid = true;
  const bytes: Buffer[] = [];
  let copied = 0;
  for (const match of inner.matchAll(ESCAPE)) {
    const [all, named, hex, octal, short, long] = match;
    bytes.push(Buffer.from(inner.slice(copied, match.index)));
    copied = match.index + all.length;
    if (named !== undefined) bytes.push(Buffer.from(NAMED[named] ?? ''));
    else if (hex !== undefined) bytes.push(Buffer.from(hex, 'hex'));
    else if (octal !== undefined) bytes.push(Buffer.from([Number.parseInt(octal, 8)]));
    else {
      const point = Number.parseInt(short ?? long ?? '110000', 16);
      if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) isValid = false;
      else bytes.push(Buffer.from(String.fromCodePoint(point)));
    }
  }
  bytes.push(Buffer.from(inner.slice(copied)));
  return isValid ? Buffer.concat(bytes).toString() : undefined;
}
