import { readJson, writeJson, type Tree } from '@nx/devkit';
import { UsageError } from '../../../support';
import { unlistPlugin } from './list-plugin';

/** What a run of init did to a file; null stands for no file. */
export interface FileChange {
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Beside what Nx itself keeps in the workspace for good: `nx reset` leaves it. */
const RECORD = '.nx/goshawk-init.json';

export function readRecord(tree: Tree): readonly FileChange[] {
  if (!tree.exists(RECORD)) return [];
  return readJson<{ changes?: FileChange[] }>(tree, RECORD).changes ?? [];
}

export function writeRecord(tree: Tree, changes: readonly FileChange[]): void {
  writeJson(tree, RECORD, { schemaVersion: 1, changes });
}

/**
 * Takes back what runs of init wrote, the last first; in files that have been changed since, its own lines only.
 *
 * @returns what was done, a line for each file
 * @throws UsageError 'nothing-to-undo'
 */
export function undoRecord(tree: Tree): string[] {
  const changes = readRecord(tree);
  if (changes.length === 0)
    throw new UsageError({
      code: 'nothing-to-undo',
      message: `There is no record of what init wrote, ${RECORD}.`,
      next: 'Take the plugin out of nx.json by hand, or from the history of the repository.',
    });
  const done = [...changes].reverse().map((change) => undoChange(tree, change));
  tree.delete(RECORD);
  return done;
}

function undoChange(tree: Tree, { file, before, after }: FileChange): string {
  const now = tree.exists(file) ? tree.read(file, 'utf8') : null;
  if (now === null) return `${file}: somebody removed it`;
  if (now === after) {
    if (before === null) tree.delete(file);
    else tree.write(file, before);
    return `${file}: as it was before`;
  }
  if (file === 'nx.json') {
    unlistPlugin(tree);
    return 'nx.json: the plugin is no longer listed';
  }
  if (file === 'go.work') return 'go.work was changed since, and stays; remove it if nobody needs it';
  tree.write(file, withoutAdded(now, before ?? '', after ?? ''));
  return `${file}: without the lines that init added`;
}

function withoutAdded(now: string, before: string, after: string): string {
  // Lines are added at the end of a file only.
  const added = after.startsWith(before) ? after.slice(before.length) : '';
  return added === '' ? now : now.replace(added, '');
}
