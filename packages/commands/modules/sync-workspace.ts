import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, parseJsonWithComments, writeFileAtomic } from '../../support';
import { readGraphWorkspace, type GraphPlace } from '../graph/graph-workspace';
import { askGraph } from '../graph/with-graph';
import { planSync, type FileEdit } from './plan-sync';
import { readSyncOptions } from './read-sync-options';

/**
 * What brings go.work and go.mod files of a workspace in step, read from its files: it works where Nx has no graph, since a
 * go.work names a directory that is gone.
 *
 * @returns the edits, and the root of the workspace
 */
export function planSyncOf(place: GraphPlace): {
  readonly root: string;
  readonly edits: readonly FileEdit[];
} {
  // Files are written for everybody, whatever GOWORK says here.
  const workspace = readGraphWorkspace({ ...place, env: { ...place.env, GOWORK: undefined } });
  const { root } = workspace;
  const { exclude } = readSyncOptions(syncOptionsIn(root));
  const edits = askGraph(workspace, {
    verb: 'sync',
    key: JSON.stringify(exclude),
    answer: (graph, disk) => planSync({ graph, disk, exclude }),
  });
  return { root, edits };
}

/** Writes the edits; each file is the old one or the new one, never half of one. */
export function applyEdits(root: string, edits: readonly FileEdit[]): void {
  for (const { file, text } of edits) writeFileAtomic(join(root, file), text);
}

function syncOptionsIn(root: string): unknown {
  try {
    const nxJson = parseJsonWithComments(readFileSync(join(root, 'nx.json'), 'utf8'));
    const sync = isObject(nxJson) && isObject(nxJson.sync) ? nxJson.sync : {};
    return isObject(sync.generatorOptions) ? sync.generatorOptions['goshawk:sync'] : undefined;
  } catch {
    // Without nx.json there are no options; one that cannot be read was refused above.
    return undefined;
  }
}
