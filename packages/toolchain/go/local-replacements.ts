import { parseGoMod } from '../mod-files/parse-go-mod';
import { readIfPresent } from './read-if-present';

/**
 * The directories that replace modules in a go.mod or go.work, as written there: absolute, or relative to the module's
 * directory, or to that of go.work. Empty for a file that cannot be read, which is Go's to explain.
 */
export function readLocalReplacements(file: string): string[] {
  // Both kinds of file have the same `replace`; what else a go.work says is a fault here, which does not matter.
  const { replace } = parseGoMod(readIfPresent(file)).file;
  return replace.flatMap(({ new: target }) => (target.version === '' ? [target.path] : []));
}
