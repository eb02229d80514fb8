import { fields } from '../text/characters';

const ALLOWED = /^[-!#$%&()+,.=@[\]^_{}~ 0-9A-Za-z\p{L}]+$/u;
const RESERVED = new Set([
  ...fields('CON PRN AUX NUL'),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((number) => [`COM${number}`, `LPT${number}`]),
]);
const VERSION_CONTROL = new Set(['.bzr', '.hg', '.git', '.svn']);

/**
 * Whether a module zip could not hold a file or directory of this name, so that it cannot be embedded
 * (cmd/go/internal/load/pkg.go: isBadEmbedName; golang.org/x/mod/module: CheckFilePath).
 */
export function isBadEmbedName(name: string): boolean {
  if (name === '' || name.endsWith('.') || !ALLOWED.test(name) || VERSION_CONTROL.has(name)) return true;
  const short = name.split('.', 1)[0] ?? '';
  return RESERVED.has(short.toUpperCase());
}
