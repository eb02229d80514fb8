import { join } from 'node:path';
import { readJsonFile, sha256, writeFileAtomic } from '../../../support';

interface ExtraInputs {
  readonly importPath: string;
  readonly files: readonly string[];
}

/** Files that a build of the package was seen to read although no closure had them. */
export function readExtraInputs(memoDirectory: string, importPath: string): readonly string[] {
  return readJsonFile(fileOf(memoDirectory, importPath), isExtraInputs)?.files ?? [];
}

/** Adds files to the package's closure from the next computation on: its digest changes, and the package is rebuilt. */
export function recordExtraInputs(memoDirectory: string, importPath: string, files: readonly string[]): void {
  const known = readExtraInputs(memoDirectory, importPath);
  const all = [...new Set([...known, ...files])].sort();
  if (all.length === known.length) return;
  writeFileAtomic(
    fileOf(memoDirectory, importPath),
    JSON.stringify({ importPath, files: all } satisfies ExtraInputs),
  );
}

function fileOf(memoDirectory: string, importPath: string): string {
  return join(memoDirectory, 'c-inputs-observed', `${sha256(importPath).slice(0, 32)}.json`);
}

function isExtraInputs(value: unknown): value is ExtraInputs {
  return (
    typeof value === 'object' &&
    value !== null &&
    'files' in value &&
    Array.isArray(value.files) &&
    value.files.every((file) => typeof file === 'string')
  );
}
