import type { ProjectConfiguration } from '@nx/devkit';
import { GoshawkError } from '../../support';
import { goExecutorOf } from '../go-targets';
import type { TaskEnvironments } from '../task-hash/task-environment';
import { hostPlatform, type Platform } from './host-platform';
import { HOST_PLATFORM } from './target-defaults';

/**
 * Refuses to work with a project graph that was made while Go's default platform was another: its targets would build, or
 * replay, that one.
 *
 * @throws GoshawkError 'stale-project-graph'
 */
export function checkHostPlatform(
  projects: Readonly<Record<string, ProjectConfiguration>>,
  environments: TaskEnvironments,
): void {
  for (const [project, { root, targets }] of Object.entries(projects)) {
    for (const [name, target] of Object.entries(targets ?? {})) {
      if (goExecutorOf(target) !== 'go-build') continue;
      const metadata: Readonly<Record<string, Partial<Platform> | undefined>> = target.metadata ?? {};
      const made = metadata[HOST_PLATFORM];
      const own = (target.options as { env?: Record<string, string> } | undefined)?.env;
      const task = { projectRoot: root, target: name, configuration: undefined };
      const now = hostPlatform({ ...environments.of(task), ...own });
      const changed = (['goos', 'goarch'] as const).filter(
        (part) => (made?.[part] ?? now[part]) !== now[part],
      );
      if (changed.length === 0) continue;
      const [before, after] = [made, now].map((platform) =>
        changed.map((part) => platform?.[part]).join('/'),
      );
      throw new GoshawkError({
        code: 'stale-project-graph',
        message: `${project}:${name}: the project graph was made when Go built for ${before} by default; now it is ${after}.`,
        next: 'Run `nx reset`, so that the graph is made anew, then this command again.',
      });
    }
  }
}
