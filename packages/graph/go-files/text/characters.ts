const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;
const GRAPHIC = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u;

/** Whether a byte may stand in a name: ASCII letters, digits and `_`; bytes beyond ASCII need a closer look. */
export function isNameByte(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

/** unicode.IsLetter of a code point beyond ASCII. */
export function isLetter(code: number): boolean {
  return code >= 0x80 && LETTER.test(String.fromCodePoint(code));
}

/** unicode.IsLetter or unicode.IsDigit of a code point beyond ASCII. */
export function isLetterOrDigit(code: number): boolean {
  return isLetter(code) || (code >= 0x80 && DIGIT.test(String.fromCodePoint(code)));
}

/** unicode.IsGraphic and no space. */
export function isVisible(character: string): boolean {
  return GRAPHIC.test(character);
}

/** unicode.IsSpace, which is not what JavaScript trims: U+0085 is a space to Go, U+FEFF is none. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13);
  if (code === 0x85 || code === 0xa0 || code === 0x1680 || code === 0x202f) return true;
  if (code >= 0x2000 && code <= 0x200a) return true;
  return code === 0x2028 || code === 0x2029 || code === 0x205f || code === 0x3000;
}

/** strings.TrimSpace of decoded text. */
export function trimSpace(text: string): string {
  let from = 0;
  while (from < text.length && isSpace(text.charCodeAt(from))) from++;
  return trimRightSpace(text.slice(from));
}

/** strings.TrimRightFunc(text, unicode.IsSpace) of decoded text. */
export function trimRightSpace(text: string): string {
  let to = text.length;
  while (to > 0 && isSpace(text.charCodeAt(to - 1))) to--;
  return text.slice(0, to);
}

/** strings.Fields of decoded text. */
export function fields(text: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !isSpace(text.charCodeAt(at))) {
      if (start === -1) start = at;
    } else if (start !== -1) {
      found.push(text.slice(start, at));
      start = -1;
    }
  }
  return found;
}
