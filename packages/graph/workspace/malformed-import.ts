/**
 * What the go command says of an import path with elements that lead elsewhere or nowhere, such as `a/../b`
 * (golang.org/x/mod/module/module.go: checkPath, checkElem); undefined for other paths. Relative and absolute ones, of which
 * it says something else, are not asked about.
 */
export function malformationOf(path: string): string | undefined {
  if (path.includes('//')) return 'double slash';
  if (path.endsWith('/')) return 'trailing slash';
  const element = path.split('/').find((one) => /^\.+$/.test(one));
  if (element !== undefined) return `invalid path element "${element}"`;
  return /\.(\/|$)/.test(path) ? 'trailing dot in path element' : undefined;
}
