import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../../support';
import type { PreambleOfFile } from '../compiler/generated-files';
import { actualPath } from '../overlaid-package';
import type { CContext, CgoPackage } from '../types';
import { readPreamble, type Preamble } from './read-preamble';

/** The preambles of a package's cgo files. A file that cannot be read has none: the go command reports it. */
export function readPreambles({ dir, cgoFiles }: CgoPackage, context: CContext): PreambleOfFile[] {
  return cgoFiles.map((file) => ({ file, ...preambleOf(actualPath(join(dir, file), context)) }));
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
    // Missing or unreadable: the build says so.
    return { pieces: [], hasExports: false };
  }
}
