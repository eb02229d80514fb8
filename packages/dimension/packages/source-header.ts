import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { sha256 } from '../../support';
import { COMPILED_EXTENSIONS } from '../../toolchain';
import { digestHeader } from './go-file-header';

/** Blank space and comments, and the sign of a comment that is none (go/build/read.go: readComments). */
const COMMENTS = /^(?:[\s;]|\/\/[^\n]*|\/\*[^]*?\*\/)*\/?/;

/** Whether the go command reads something of a file to list packages. */
export function isSource(name: string): boolean {
  const extension = extname(name);
  // Of what is linked as it is, Go takes the name alone (go/build/build.go: matchFile).
  return extension === '.go' || (COMPILED_EXTENSIONS.has(extension) && extension !== '.syso');
}

/** Digest (hex) of what the go command reads of a source file to list packages. */
export function digestSourceHeader(path: string): string {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.go') ? digestHeader(text) : sha256(COMMENTS.exec(text)?.[0] ?? '');
}
