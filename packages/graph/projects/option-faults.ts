import type { Disk } from '../disk/disk';
import type { GoModule } from '../workspace/go-modules';
import type { GraphFault } from '../workspace/graph-fault';
import { joinPath } from '../workspace/workspace-path';
import type { Manifests } from './manifests';
import type { ProjectOptions } from './project-options';

/** What the option projectPerMain names that is no module: its programs would be no projects, without a word. */
export function optionFaults(
  { projectPerMain }: ProjectOptions,
  modules: readonly GoModule[],
  { goMods }: Manifests,
  disk: Disk,
): GraphFault[] {
  if (projectPerMain === undefined || typeof projectPerMain === 'boolean') return [];
  // A module whose go.mod is at fault has one already.
  const known = new Set([...goMods, ...modules.map(({ path }) => path)]);
  const unknown = projectPerMain.filter((one) => !known.has(one) && !known.has(joinPath(one, 'go.mod')));
  if (unknown.length === 0) return [];
  const lines = (disk.text('nx.json') ?? '').split('\n');
  const [{ directory, path } = { directory: 'libs/a', path: 'example.com/a' }] = modules;
  return unknown.map((one) => ({
    file: 'nx.json',
    line: lines.findIndex((line) => line.includes(JSON.stringify(one))) + 1 || 1,
    message: `the option projectPerMain names ${one}, which is neither the directory nor the path of a module`,
    next: `Write a directory relative to the workspace root, such as "${directory}", or a path, such as "${path}"`,
  }));
}
