import { isVisible } from './text/characters';

/** What nearly all paths are made of. */
const USUAL = /^[\w./-]+$/;
const ILLEGAL = '!"#$%&\'()*,:;<=>?[\\]^{|}`\uFFFD';

/** go/build/read.go: isValidImport. */
export function isImportPath(path: string): boolean {
  return USUAL.test(path) || (path !== '' && [...path].every(isLegal));
}

function isLegal(character: string): boolean {
  return isVisible(character) && !ILLEGAL.includes(character);
}
