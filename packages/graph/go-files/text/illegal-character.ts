import { byteLength, codePointAt, INVALID } from './bytes';

const SUSPECT = /[\0\x80-\xff]/g;
const BYTE_ORDER_MARK = 0xfeff;

/** The first character between two offsets that Go forbids everywhere, comments included (go/scanner/scanner.go: next). */
export function findIllegalCharacter(
  bytes: string,
  from: number,
  to: number,
): { offset: number; message: string } | undefined {
  SUSPECT.lastIndex = from;
  if (!SUSPECT.test(bytes.length > to ? bytes.slice(0, to) : bytes)) return undefined;
  let at = SUSPECT.lastIndex - 1;
  while (at < to) {
    const code = codePointAt(bytes, at);
    if (code === 0) return { offset: at, message: 'illegal character NUL' };
    if (code === INVALID) return { offset: at, message: 'illegal UTF-8 encoding' };
    if (code === BYTE_ORDER_MARK && at > from) return { offset: at, message: 'illegal byte order mark' };
    at += byteLength(code);
  }
  return undefined;
}
