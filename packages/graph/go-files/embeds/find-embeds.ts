import type { GoEmbed } from '../go-file';
import { decodeBytes } from '../text/bytes';
import { countNewlines } from '../text/lines';
import { readEmbedDirective } from './embed-directive';

const DIRECTIVE = '//go:embed';

/**
 * The patterns of all `//go:embed` comments of a file, wherever they stand (go/build/read.go: readGoInfo, since Go 1.26;
 * earlier versions passed over some that the compiler rejects). Malformed ones are left to the compiler, as Go leaves them.
 */
export function findEmbeds(source: string, from: number): GoEmbed[] {
  const embeds: GoEmbed[] = [];
  if (!source.includes(DIRECTIVE, from) && !source.includes('\r', from)) return embeds;
  let line = 1;
  let counted = 0;
  for (let at = from; at < source.length;) {
    const start = nextDelimiter(source, at);
    at = endOfDelimited(source, start);
    if (!source.startsWith('//', start)) continue;
    // The scanner drops carriage returns of a comment, be they within the word.
    const comment = source.slice(start, at).replaceAll('\r', '');
    if (!comment.startsWith(DIRECTIVE)) continue;
    line += countNewlines(source, counted, start);
    counted = start;
    for (const pattern of readEmbedDirective(decodeBytes(comment)) ?? []) embeds.push({ pattern, line });
  }
  return embeds;
}

/** Index of the next character that begins a comment, a string or a rune; the end of the file without one. */
function nextDelimiter(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 34 || code === 96 || code === 39) return at;
    if (code !== 47 /* slash */) continue;
    const second = source.charCodeAt(at + 1);
    if (second === 47 || second === 42) return at;
  }
  return source.length;
}

function endOfDelimited(source: string, start: number): number {
  const code = source.charCodeAt(start);
  if (code === 96) return behind(source, '`', start + 1);
  if (code !== 47) return endOfQuoted(source, start, code);
  if (source.charCodeAt(start + 1) === 42) return behind(source, '*/', start + 2);
  const newline = source.indexOf('\n', start);
  return newline === -1 ? source.length : newline;
}

function behind(source: string, sign: string, from: number): number {
  const found = source.indexOf(sign, from);
  return found === -1 ? source.length : found + sign.length;
}

/** An unterminated literal ends with its line, and a malformed escape does not hide a quote (go/scanner: scanString). */
function endOfQuoted(source: string, start: number, quote: number): number {
  for (let at = start + 1; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 10) return at;
    if (code === quote) return at + 1;
    if (code !== 92 /* \ */) continue;
    const next = source.charCodeAt(at + 1);
    if (next === quote || next === 92) at++;
  }
  return source.length;
}
