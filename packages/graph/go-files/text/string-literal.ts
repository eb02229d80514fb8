import { decodeBytes, encodeBytes } from './bytes';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gs;

/** The decoded value of a Go string literal that the scanner accepted (strconv.Unquote). */
export function unquote(literal: string): string {
  const body = literal.slice(1, -1);
  if (literal.startsWith('`')) return decodeBytes(body.includes('\r') ? body.replaceAll('\r', '') : body);
  if (!body.includes('\\')) return decodeBytes(body);
  return decodeBytes(body.replace(ESCAPE, unescape));
}

function unescape(
  _all: string,
  byte: string | undefined,
  short: string | undefined,
  long: string | undefined,
  octal: string | undefined,
  simple: string | undefined,
): string {
  if (simple !== undefined) return SIMPLE[simple] ?? simple;
  if (byte !== undefined) return String.fromCharCode(parseInt(byte, 16));
  if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
  const code = parseInt(short ?? long ?? '', 16);
  return code > 0x10ffff ? '' : encodeBytes(String.fromCodePoint(code));
}
