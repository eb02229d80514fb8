import type { Tree } from '@nx/devkit';
import { writeFiles } from '../../../support/testing/make-directory';

/** Writes what a generator has changed below a directory, so that the go command can judge it. */
export function writeTree(tree: Tree, directory: string): void {
  const changes = tree.listChanges().filter(({ type }) => type !== 'DELETE');
  writeFiles(directory, Object.fromEntries(changes.map(({ path, content }) => [path, content ?? ''])));
}
