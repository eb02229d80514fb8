import { readFileSync } from 'node:fs';
import { sha256 } from '../../support';
import { digestHeader } from './go-file-header';

/** Files besides Go's whose build constraints Go reads, by their names' ends (go/build/build.go: fileListForExt). */
const CONSTRAINED = /\.(c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|s|S|sx|swig|swigcxx)$/;

/** Blank space and comments, and the sign of a comment that is none (go/build/read.go: readComments). */
const COMMENTS = /^(?:[\s;]|\/\/[^\n]*|\/\*[^]*?\*\/)*\/?/;

/** Whether the go command reads something of a file to list packages. */
export function isSource(name: string): boolean {
  return name.endsWith('.go') || CONSTRAINED.test(name);
}

/** Digest (hex) of what the go command reads of a source file to list packages. */
export function digestSourceHeader(path: string): string {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.go') ? digestHeader(text) : sha256(COMMENTS.exec(text)?.[0] ?? '');
}
