import { readCgoFlags, type CgoFlags } from './cgo/cgo-flags';
import { findConstraint } from './constraints/find-constraint';
import { findEmbeds } from './embeds/find-embeds';
import { findGenerate } from './find-generate';
import { findHeader, type HeaderExtent } from './find-header';
import type { GoFile } from './go-file';
import { parseImports, type ImportSpec } from './parse-imports';
import { lineAt } from './text/lines';

const BYTE_ORDER_MARK = '\xef\xbb\xbf';
const NO_CGO: CgoFlags = { includeDirectories: [], fault: undefined };

/**
 * Reads of a Go file what the go command reads of it to list packages (go/build/build.go: matchFile, Import; Go 1.26).
 * `source` is the bytes of the file, one character each, as `latin1` decodes them: of other text, what is not ASCII would be
 * read wrong. Names and paths come back decoded. Never throws: what is wrong with the file is its `fault`, which counts only
 * where the constraint lets the file into a package; a file with a fault that counts everywhere has no constraint. Lines are
 * those of the file: `//line` comments change none.
 */
export function scanGoFile(source: string): GoFile {
  const start = contentStart(source);
  return withGenerates(readFile(source, start, findHeader(source, start)), findGenerate(source));
}

/** What was read of a file, with its `//go:generate` lines. */
export function withGenerates(file: GoFile, generates: readonly string[]): GoFile {
  return generates.length === 0 ? file : { ...file, generates };
}

/**
 * Like scanGoFile for the beginning of a file, without `//go:generate` lines; undefined where the answer needs more of it. The answer is certain once a
 * character that begins no import stands behind the imports (Go reads no further), unless the file imports `embed`, whose
 * directives may stand anywhere, or is malformed there: then Go parses all of it.
 */
export function scanGoFilePrefix(prefix: string): GoFile | undefined {
  const start = contentStart(prefix);
  const extent = findHeader(prefix, start);
  if (extent.outcome === 'malformed' || extent.outcome === 'end-of-file') return undefined;
  const file = readFile(prefix, start, extent);
  return file.embeds === undefined ? file : undefined;
}

function contentStart(source: string): number {
  return source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
}

function readFile(source: string, start: number, { end, outcome }: HeaderExtent): GoFile {
  if (outcome === 'nul') {
    const fault = { line: lineAt(source, end), message: 'unexpected NUL in input' };
    return { packageName: '', imports: [], fault };
  }
  const { packageName, imports, fault: importFault } = parseImports(source, start, end);
  const { constraint, fault: constraintFault } = findConstraint(source, start, end);
  // Files of `package documentation` are dropped before their preambles are looked at.
  const isRead = importFault === undefined && packageName !== 'documentation';
  const { includeDirectories, fault: cgoFault } = isRead ? cgoFlags(source, imports) : NO_CGO;
  const fault = constraintFault ?? importFault ?? cgoFault;
  // No spreads of optional fields here: with thousands of files they are what takes the time.
  const file: { -readonly [Key in keyof GoFile]: GoFile[Key] } = {
    packageName,
    imports: imports.map(({ path, line }) => ({ path, line })),
  };
  if (constraint !== undefined) file.constraint = constraint;
  if (importFault === undefined && imports.some(({ path }) => path === 'embed')) {
    file.embeds = findEmbeds(source, start);
  }
  if (includeDirectories.length > 0) file.includeDirectories = includeDirectories;
  if (fault !== undefined) file.fault = fault;
  return file;
}

function cgoFlags(source: string, imports: readonly ImportSpec[]): CgoFlags {
  const docs = imports.flatMap(({ path, doc }) => (path === 'C' && doc !== undefined ? doc : []));
  return docs.length === 0 ? NO_CGO : readCgoFlags(source, docs);
}
