import type { ExecutorContext } from '@nx/devkit';

/** The projects that files belong to: each to the one with the deepest root above it, as in Nx. */
export class ProjectOwners {
  private readonly projects = new Map<string, string>();

  constructor({ projectsConfigurations }: Pick<ExecutorContext, 'projectsConfigurations'>) {
    for (const [name, { root }] of Object.entries(projectsConfigurations.projects))
      this.projects.set(root, name);
  }

  /** The project of a directory, relative to the workspace root, with `/`. */
  of(directory: string): string | undefined {
    const parts = directory.split('/');
    for (let length = parts.length; length > 0; length--) {
      const found = this.projects.get(parts.slice(0, length).join('/'));
      if (found !== undefined) return found;
    }
    return this.projects.get('.');
  }
}

/** The project itself and everything that it depends on, by the project graph. */
export function reachableProjects(
  project: string,
  { projectGraph }: Pick<ExecutorContext, 'projectGraph'>,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [project];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(projectGraph.dependencies[next] ?? []).map(({ target }) => target));
  }
  return seen;
}
