import { relative, sep } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { GoshawkError, isBeneath } from '../../support';
import { reachedPackages, type PreparedTask } from '../../commands';
import { scopeOf, type GoTarget } from '../go-targets';

/**
 * Refuses a cached task that reads packages of a project which Nx does not know it depends on: an edit there would replay
 * the old result.
 *
 * @param inputs the target's inputs, named ones resolved
 * @throws GoshawkError 'undeclared-dependency'
 */
export function checkSourceInputs(
  task: PreparedTask<unknown>,
  target: GoTarget,
  inputs: readonly unknown[],
  context: ExecutorContext,
): void {
  const reachable = reachableProjects(target.project, context);
  const owners = new OwnersByDirectory(context);
  const filesets = inputs.flatMap(staticDirectoryOf);
  for (const index of reachedPackages(task, scopeOf(target.executor))) {
    const { dir = '', importPath = '' } = task.dimension.listing.packages[index] ?? {};
    // What lies outside the workspace is in the digest that the pre-task hook hashes.
    if (!isBeneath(dir, task.workspaceRoot)) continue;
    const path = relative(task.workspaceRoot, dir).split(sep).join('/');
    const owner = owners.of(path);
    if (owner !== undefined && reachable.has(owner)) continue;
    if (filesets.some((fileset) => fileset === '' || path === fileset || path.startsWith(`${fileset}/`)))
      continue;
    throw new GoshawkError({
      code: 'undeclared-dependency',
      message: `${target.id} reads ${importPath} in ${path}, which is in none of its inputs: Nx would replay old results after an edit there.`,
      next:
        owner === undefined
          ? `Add "{workspaceRoot}/${path}/**/*" to the target's "inputs".`
          : `Add "${owner}" to "implicitDependencies" in the project.json of ${target.project}.`,
    });
  }
}

/** The project itself and everything that it depends on, by the project graph. */
function reachableProjects(project: string, { projectGraph }: ExecutorContext): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [project];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(projectGraph.dependencies[next] ?? []).map(({ target }) => target));
  }
  return seen;
}

/** The project that a file belongs to: the one with the deepest root above it. */
class OwnersByDirectory {
  private readonly projects = new Map<string, string>();

  constructor({ projectsConfigurations }: ExecutorContext) {
    for (const [name, { root }] of Object.entries(projectsConfigurations.projects))
      this.projects.set(root, name);
  }

  of(path: string): string | undefined {
    const parts = path.split('/');
    for (let length = parts.length; length > 0; length--) {
      const found = this.projects.get(parts.slice(0, length).join('/'));
      if (found !== undefined) return found;
    }
    return this.projects.get('.');
  }
}

/** Directory beneath which a `{workspaceRoot}/…` input takes everything, relative to the workspace root. */
function staticDirectoryOf(input: unknown): string[] {
  const fileset = typeof input === 'object' && input !== null && 'fileset' in input ? input.fileset : input;
  if (typeof fileset !== 'string') return [];
  const found = /^\{workspaceRoot\}\/(.*?)\/?\*\*\/\*(\.go)?$/.exec(fileset);
  return found === null ? [] : [found[1] ?? ''];
}
