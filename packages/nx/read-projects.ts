import type { ProjectConfiguration } from '@nx/devkit';

type ProjectGraphs = Pick<typeof import('@nx/devkit'), 'createProjectGraphAsync' | 'readCachedProjectGraph'>;

/**
 * The projects by whose configurations Nx runs tasks, as they are in the graph that it has made for this command.
 *
 * The file of the graph does for a command without the daemon, which has just written it. The daemon of Nx 22 does not write
 * what it made anew by itself, as soon as a file changed (daemon/server/project-graph-incremental-recomputation.js): it is asked.
 */
export async function readProjects(): Promise<Record<string, ProjectConfiguration>> {
  const { createProjectGraphAsync, readCachedProjectGraph } = await loadProjectGraphs();
  const { nodes } = (await isDaemonUsed()) ? await createProjectGraphAsync() : readCachedProjectGraph();
  return Object.fromEntries(Object.entries(nodes).map(([project, { data }]) => [project, data]));
}

/** Part of @nx/devkit that Nx has loaded in this process already; all of @nx/devkit takes half a second to load. */
async function loadProjectGraphs(): Promise<ProjectGraphs> {
  try {
    return await import('nx/src/project-graph/project-graph');
  } catch {
    // Nx promises nothing about this path.
    return import('@nx/devkit');
  }
}

async function isDaemonUsed(): Promise<boolean> {
  try {
    const { daemonClient } = await import('nx/src/daemon/client/client');
    return daemonClient.enabled();
  } catch {
    // As above.
    return false;
  }
}
