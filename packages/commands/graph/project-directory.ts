import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../../support';
import { readGraphWorkspace, type GraphPlace } from './graph-workspace';
import { nearNames } from './near-names';
import { askGraph } from './with-graph';

/**
 * The directory that a person means by a directory, or by the name of a Go project as Nx has it.
 *
 * @returns absolute
 * @throws UsageError 'no-such-project'
 */
export function findProjectDirectory(place: GraphPlace, named: string): string {
  const directory = resolve(place.cwd, named);
  if (existsSync(directory)) return directory;
  const workspace = readGraphWorkspace(place);
  const projects = askGraph(workspace, {
    verb: 'projects',
    key: '',
    answer: (graph) => graph.projects.map(({ name, root }) => [name, root] as const),
  });
  const found = projects.find(([name]) => name === named);
  if (found !== undefined) return join(workspace.root, found[1]);
  const near = nearNames(
    named,
    projects.map(([name]) => name),
  );
  throw new UsageError({
    code: 'no-such-project',
    message: `${named} is neither a directory nor the name of a Go project of ${workspace.root}.`,
    next:
      near.length > 0
        ? `Do you mean ${near.join(' or ')}?`
        : 'Give a directory, or a name that `goshawk graph` shows.',
  });
}
