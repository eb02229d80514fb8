import { readFileSync } from 'node:fs';

const ASKED = /__has_(?:include|include_next|embed)\s*\(\s*(?:<([^>\n]*)>|"([^"\n]*)")/g;

/**
 * Names that `__has_include` asks for in files that were read: a header may appear for which there is no `#include`.
 * A name that a macro composes is not seen.
 */
export function findAskedHeaders(files: readonly string[]): string[] {
  return [...new Set(files.flatMap((file) => askedIn(readText(file))))];
}

function askedIn(text: string): string[] {
  if (!text.includes('__has_')) return [];
  return [...text.matchAll(ASKED)].map(([, angled, quoted]) => angled ?? quoted ?? '');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return ''; // Gone since it was read: its digest says so, and the closure is computed again.
  }
}
