import type { ProjectConfiguration } from '@nx/devkit';
import { GoshawkError } from '../../support';
import type { Env } from '../../toolchain';
import { goExecutorOf } from '../go-targets';
import { hostPlatform } from './host-platform';
import { HOST_PLATFORM } from './target-defaults';

/**
 * Refuses to work with a project graph that was made while Go's default platform was another: its targets would build, or
 * replay, that one.
 *
 * @throws GoshawkError 'stale-project-graph'
 */
export function checkHostPlatform(projects: Readonly<Record<string, ProjectConfiguration>>, env: Env): void {
  for (const [project, { targets }] of Object.entries(projects)) {
    for (const [name, target] of Object.entries(targets ?? {})) {
      if (goExecutorOf(target) === undefined) continue;
      const made = (target.metadata as Record<string, unknown> | undefined)?.[HOST_PLATFORM];
      if (typeof made !== 'string') continue;
      const own = (target.options as { env?: Record<string, string> } | undefined)?.env;
      const { goos, goarch } = hostPlatform({ ...env, ...own });
      if (made === `${goos}-${goarch}`) continue;
      throw new GoshawkError({
        code: 'stale-project-graph',
        message: `${project}:${name}: the project graph was made when Go built for ${made} by default; now it is ${goos}-${goarch}.`,
        next: 'Run `nx reset`, so that the graph is made anew, then this command again.',
      });
    }
  }
}
