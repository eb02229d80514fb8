import { readNxJson, type Tree } from '@nx/devkit';
import { planSync, readSyncOptions } from '../../../commands';
import { explainErrors } from '../shared/explain-errors';
import { TreeDisk } from '../shared/tree-disk';
import { graphOf } from '../shared/tree-graph';

/** What Nx shows of a workspace that is out of step. */
interface SyncResult {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/** Brings go.work and go.mod files in step with the modules and imports of the workspace: for `nx sync` and `nx sync:check`. */
export const syncGenerator = explainErrors<unknown, SyncResult>(async (tree: Tree) => {
  const { exclude } = readSyncOptions(generatorOptionsIn(tree));
  const edits = planSync({ graph: graphOf(tree), disk: new TreeDisk(tree), exclude });
  for (const { file, text } of edits) tree.write(file, text);
  if (edits.length === 0) return Promise.resolve(undefined);
  return Promise.resolve({
    outOfSyncMessage:
      'go.work or go.mod files are not in step with the modules of the workspace and what they import.',
    outOfSyncDetails: edits.flatMap(({ file, reasons }) => reasons.map((reason) => `${file}: ${reason}`)),
  });
});

/** Nx has a place for options of sync generators, and hands them to none. */
function generatorOptionsIn(tree: Tree): unknown {
  return readNxJson(tree)?.sync?.generatorOptions?.['goshawk:sync'];
}
