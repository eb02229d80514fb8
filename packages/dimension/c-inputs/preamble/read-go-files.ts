import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../../support';
import type { PreambleOfFile } from '../compiler/generated-files';
import type { CgoPackage } from '../types';
import { readPreamble, type Preamble } from './read-preamble';

/** The preambles of a package's cgo files. A file that cannot be read has none: the go command reports it. */
export function readPreambles({ dir, cgoFiles }: CgoPackage): PreambleOfFile[] {
  return cgoFiles.map((file) => ({ file, ...preambleOf(join(dir, file)) }));
}

/** Hash of all that a Go file gives the C compiler. */
export function digestPreamble(path: string): string {
  const { pieces, hasExports } = preambleOf(path);
  return sha256(...pieces, String(hasExports));
}

function preambleOf(path: string): Preamble {
  try {
    return readPreamble(readFileSync(path, 'utf8'));
  } catch {
    return { pieces: [], hasExports: false };
  }
}
