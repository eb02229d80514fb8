import { UsageError } from '../../../support';

/** golang.org/ref/spec: Keywords; `main` is no package that others import. */
const TAKEN = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface main map ' +
    'package range return select struct switch type var'
  ).split(' '),
);

/**
 * The name of a package in a directory: `go-store` is `gostore`, `v2` that of the directory above.
 *
 * @throws UsageError 'no-package-name'
 */
export function packageNameOf(directory: string): string {
  const names = directory.split('/');
  const last = /^v[0-9]+$/.test(names.at(-1) ?? '') && names.length > 1 ? names.at(-2) : names.at(-1);
  const name = (last ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  if (/^[a-z]/.test(name) && !TAKEN.has(name)) return name;
  throw new UsageError({
    code: 'no-package-name',
    message: `No name of a Go package can be made from ${JSON.stringify(last)}.`,
    next: 'Choose a directory whose name begins with a letter and is no word of the language.',
  });
}

/** What `go build` calls the program of an import path: its last element, or the one before /v2. */
export function programNameOf(importPath: string): string {
  const names = importPath.split('/');
  const last = names.at(-1) ?? '';
  return /^v[0-9]+$/.test(last) && names.length > 1 ? (names.at(-2) ?? last) : last;
}
