/**
 * Go sources are handled as their bytes, one character each (Node's `latin1`): decoding is free, offsets are Go's, and text
 * that is no UTF-8 can be told from text that is. What leaves the scanner is decoded here.
 */
export function decodeBytes(bytes: string): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

export function encodeBytes(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

const NOT_ASCII = /[^\0-\x7f]/;

function isAscii(text: string): boolean {
  return !NOT_ASCII.test(text);
}

export const INVALID = -1;

/** The code point whose UTF-8 form begins at an index; INVALID where none does (unicode/utf8: DecodeRune). */
export function codePointAt(bytes: string, at: number): number {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return first;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return INVALID;
  let code = first & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes.charCodeAt(next);
    if ((byte & 0xc0) !== 0x80) return INVALID;
    code = (code << 6) | (byte & 0x3f);
  }
  const overlong = length === 3 ? code < 0x800 : length === 4 && code < 0x10000;
  return overlong || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? INVALID : code;
}

/** How many bytes a code point takes; one for INVALID, since Go goes on behind the byte. */
export function byteLength(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
