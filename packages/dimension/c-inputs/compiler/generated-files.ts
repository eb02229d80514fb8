import { basename, join } from 'node:path';
import type { Preamble } from '../preamble/read-preamble';

/** A file that cmd/cgo generates into the object directory, as far as it decides what the compiler reads. */
export interface GeneratedFile {
  readonly name: string;
  readonly text: string;
}

export interface PreambleOfFile extends Preamble {
  /** Name of the Go file in the package directory. */
  readonly file: string;
}

const PROLOG = '#include <stddef.h>\n#define GO_CGO_GOSTRING_TYPEDEF\n';
/** cmd/cgo/out.go: gccProlog includes these behind the preamble. */
const EPILOG = '#include <errno.h>\n#include <string.h>\n';

export function compiledName(file: string): string {
  return `${basename(file, '.go')}.cgo2.c`;
}

/** What cmd/cgo gives the compiler to learn about a file's C names (cmd/cgo/gcc.go: guessKinds). */
export function examinedText(preamble: PreambleOfFile, packageDir: string): string {
  return PROLOG + preambleText(preamble, packageDir);
}

/** The files of the object directory: one per Go file, and the header that C files of the package may include. */
export function generatedFiles(preambles: readonly PreambleOfFile[], packageDir: string): GeneratedFile[] {
  const exported = preambles.filter(({ hasExports }) => hasExports);
  return [
    ...preambles.map((one) => ({
      name: compiledName(one.file),
      text: examinedText(one, packageDir) + EPILOG,
    })),
    {
      name: '_cgo_export.h',
      text: `#include <stddef.h>\n${exported.map((one) => preambleText(one, packageDir)).join('')}`,
    },
    { name: '_cgo_export.c', text: '#include <stdlib.h>\n#include "_cgo_export.h"\n' },
  ];
}

/**
 * The preamble under its Go file's name, for `__FILE__`. Its line is always 1, unlike cgo's: where the comment stands
 * must not count as a C input, since a change of the Go file rebuilds the package anyway.
 */
function preambleText({ file, pieces }: PreambleOfFile, packageDir: string): string {
  const name = JSON.stringify(join(packageDir, file));
  return pieces
    .map((piece) => `#line 1 ${name}\n${withoutDirectives(piece)}\n#line 1 "cgo-generated-wrapper"\n`)
    .join('');
}

/** cmd/cgo/gcc.go: ProcessCgoDirectives empties `#cgo` lines. */
function withoutDirectives(text: string): string {
  return text.replace(/^[^\S\n]*#cgo[^\S\n].*$/gm, '');
}
